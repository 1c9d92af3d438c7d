package org.paceline.cli.page;

import java.util.Locale;

/**
 * One drawing, written element by element. Coordinates are pixels of its view box; looks are CSS classes. Not
 * thread-safe.
 */
public final class Svg {
    private final StringBuilder markup = new StringBuilder();

    /**
     * An empty drawing.
     *
     * @param description what a reader who cannot see it should know
     */
    public Svg(int width, int height, String description) {
        markup.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height);
        markup.append("\" role=\"img\" aria-label=\"")
                .append(escaped(description))
                .append("\">\n");
    }

    public void line(double x1, double y1, double x2, double y2, String look) {
        markup.append("<path class=\"").append(look).append("\" d=\"M").append(number(x1));
        markup.append(' ').append(number(y1)).append('L').append(number(x2));
        markup.append(' ').append(number(y2)).append("\"/>\n");
    }

    public void rectangle(double x, double y, double width, double height, String look) {
        markup.append("<rect class=\"").append(look).append("\" x=\"").append(number(x));
        markup.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
        markup.append("\" height=\"").append(number(height)).append("\"/>\n");
    }

    public void path(Path path, String look) {
        markup.append("<path class=\"")
                .append(look)
                .append("\" d=\"")
                .append(path.markup)
                .append("\"/>\n");
    }

    public void text(double x, double y, String look, String text) {
        markup.append("<text class=\"").append(look).append("\" x=\"").append(number(x));
        markup.append("\" y=\"")
                .append(number(y))
                .append("\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    /** A text that reads upwards, for the title of a vertical axis. */
    public void uprightText(double x, double y, String look, String text) {
        markup.append("<text class=\"")
                .append(look)
                .append("\" transform=\"translate(")
                .append(number(x));
        markup.append(' ')
                .append(number(y))
                .append(") rotate(-90)\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    /** The finished drawing, to stand in an HTML page. */
    public String markup() {
        return markup + "</svg>\n";
    }

    /** Text as it may stand in a page, in an attribute too. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A tenth of a pixel is finer than any screen shows, and short. */
    private static String number(double pixels) {
        long tenths = Math.round(pixels * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    /** A line or many marks as one element, so that thousands of points stay a small page. */
    public static final class Path {
        private final StringBuilder markup = new StringBuilder();

        public Path moveTo(double x, double y) {
            markup.append('M').append(number(x)).append(' ').append(number(y));
            return this;
        }

        public Path lineTo(double x, double y) {
            markup.append(markup.isEmpty() ? 'M' : 'L')
                    .append(number(x))
                    .append(' ')
                    .append(number(y));
            return this;
        }

        /** To {@code x} on the old height, then to {@code y}: a value that holds until it changes. */
        public Path stepTo(double x, double y) {
            markup.append('H').append(number(x)).append('V').append(number(y));
            return this;
        }

        /** A point; the look gives it a round cap and a width. */
        public Path dot(double x, double y) {
            moveTo(x, y);
            markup.append("h0");
            return this;
        }
    }
}
