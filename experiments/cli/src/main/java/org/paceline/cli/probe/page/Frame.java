package org.paceline.cli.probe.page;

import java.util.Locale;
import org.paceline.cli.demo.chart.LinearScale;
import org.paceline.cli.demo.chart.LogScale;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Scale;
import org.paceline.cli.demo.chart.Svg;

/** The size of a figure, and the scales that fit it; pixels of its view box. Immutable. */
record Frame(int width, int height, int top) {
    /** Across the page. */
    static final Frame WIDE = new Frame(980, 330, 8);

    /** Beside another. */
    static final Frame HALF = new Frame(480, 330, 8);

    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;
    private static final int Y_TITLE = 42;

    Svg svg(String description) {
        return new Svg(width, height, description);
    }

    double left() {
        return LEFT;
    }

    double plotWidth() {
        return width - LEFT - RIGHT;
    }

    double plotHeight() {
        return height - top - BOTTOM;
    }

    Scale linearX(double low, double high) {
        return new LinearScale(low, high, LEFT, LEFT + plotWidth(), width / 100);
    }

    /** For times in nanoseconds. */
    Scale logTimeX(double lowNs, double highNs) {
        return new LogScale(lowNs, highNs, LEFT, LEFT + plotWidth(), Frame::duration);
    }

    /** For numbers. */
    Scale logX(double low, double high) {
        return new LogScale(low, high, LEFT, LEFT + plotWidth(), Frame::count);
    }

    Scale linearY(double high) {
        return new LinearScale(0, high, top + plotHeight(), top, TICKS);
    }

    Scale logY(double low, double high) {
        return new LogScale(low, high, top + plotHeight(), top, Frame::count);
    }

    /** A panel with grid, labels and titles. */
    Panel panel(Svg svg, Scale x, Scale y, String xTitle, String yTitle) {
        return new Panel(svg, LEFT, top, plotWidth(), plotHeight(), x, y)
                .grid()
                .xLabels()
                .yLabels()
                .xTitle(xTitle)
                .yTitle(yTitle, Y_TITLE);
    }

    /** Such as 150 ns, 12.5 µs, 3 ms or 1.2 s. */
    static String duration(double ns) {
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
    static String count(double value) {
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
