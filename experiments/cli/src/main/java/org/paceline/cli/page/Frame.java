package org.paceline.cli.page;

import java.util.List;
import java.util.Locale;

/** The size of a figure, and the scales that fit it; pixels of its view box. Immutable. */
public record Frame(int width, int height, int top) {
    /** Across the page. */
    public static final Frame WIDE = new Frame(980, 330, 8);

    /** Beside another. */
    public static final Frame HALF = new Frame(480, 330, 8);

    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;
    private static final int Y_TITLE = 42;
    private static final int MARGIN = 8;

    public Svg svg(String description) {
        return new Svg(width, height, description);
    }

    public double left() {
        return LEFT;
    }

    public double plotWidth() {
        return width - LEFT - RIGHT;
    }

    public double plotHeight() {
        return height - top - BOTTOM;
    }

    public double right() {
        return LEFT + plotWidth();
    }

    /** Of the plot, where its axis of x is. */
    public double bottom() {
        return top + plotHeight();
    }

    public Scale linearX(double low, double high) {
        return new LinearScale(low, high, LEFT, right(), width / 100);
    }

    /** For times in nanoseconds. */
    public Scale logTimeX(double lowNs, double highNs) {
        return new LogScale(lowNs, highNs, LEFT, right(), Frame::duration);
    }

    /** For numbers. */
    public Scale logX(double low, double high) {
        return new LogScale(low, high, LEFT, right(), Frame::count);
    }

    public Scale linearY(double high) {
        return new LinearScale(0, high, bottom(), top, TICKS);
    }

    public Scale logY(double low, double high) {
        return new LogScale(low, high, bottom(), top, Frame::count);
    }

    /** A panel with grid, labels and titles. */
    public Panel panel(Svg svg, Scale x, Scale y, String xTitle, String yTitle) {
        return new Panel(svg, LEFT, top, plotWidth(), plotHeight(), x, y)
                .grid()
                .xLabels()
                .yLabels()
                .xTitle(xTitle)
                .yTitle(yTitle, Y_TITLE);
    }

    /** A legend in the lower right corner. */
    public void lowerLegend(Svg svg, List<Legend.Entry> entries) {
        Legend.draw(svg, entries, right() - MARGIN, bottom() - MARGIN - Legend.height(entries.size()));
    }

    /** A legend in the upper right corner. */
    public void upperLegend(Svg svg, List<Legend.Entry> entries) {
        Legend.draw(svg, entries, right() - MARGIN, top + MARGIN);
    }

    /** Such as 150 ns, 12.5 µs, 3 ms or 1.2 s. */
    public static String duration(double ns) {
        double size = Math.abs(ns);
        if (size < 1e3) {
            return number(ns) + " ns";
        }
        if (size < 1e6) {
            return number(ns / 1e3) + " µs";
        }
        return size < 1e9 ? number(ns / 1e6) + " ms" : number(ns / 1e9) + " s";
    }

    /** Such as 64, 2 k or 1 M. */
    public static String count(double value) {
        if (value < 1e3) {
            return number(value);
        }
        return value < 1e6 ? number(value / 1e3) + " k" : number(value / 1e6) + " M";
    }

    /** Three digits at most, no zeros behind the point. */
    private static String number(double value) {
        int digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
