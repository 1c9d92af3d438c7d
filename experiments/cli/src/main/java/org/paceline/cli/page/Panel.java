package org.paceline.cli.page;

import java.util.function.DoubleUnaryOperator;

/**
 * A plot area with its two scales: draws grid, ticks and titles, and turns values into marks. Values off a scale are
 * drawn at its end. Not thread-safe.
 */
public final class Panel {
    private static final int TICK_GAP = 8;
    private static final int TICK_DROP = 18;
    private static final int TITLE_DROP = 38;
    private static final int SAMPLES = 400;

    private final Svg svg;
    private final Scale x;
    private final Scale y;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    /** A panel whose scales run over the area given in pixels. */
    public Panel(Svg svg, double left, double top, double width, double height, Scale x, Scale y) {
        this.svg = svg;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
    }

    /** Horizontal and vertical lines at the ticks, under everything else. */
    public Panel grid() {
        svg.rectangle(left, top, width, height, "plot");
        for (Scale.Tick tick : y.ticks()) {
            svg.line(left, y.at(tick.value()), left + width, y.at(tick.value()), "grid");
        }
        for (Scale.Tick tick : x.ticks()) {
            svg.line(x.at(tick.value()), top, x.at(tick.value()), top + height, "grid");
        }
        for (double value : x.minorTicks()) {
            svg.line(x.at(value), top, x.at(value), top + height, "fine");
        }
        return this;
    }

    public Panel yLabels() {
        for (Scale.Tick tick : y.ticks()) {
            svg.text(left - TICK_GAP, y.at(tick.value()) + 4, "tick end", tick.label());
        }
        return this;
    }

    public Panel xLabels() {
        for (Scale.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            // what is centred below the last tick at the edge would be cut off
            boolean last = at > left + width - 1;
            svg.text(
                    last ? at + TICK_GAP : at,
                    top + height + TICK_DROP,
                    last ? "tick end" : "tick middle",
                    tick.label());
        }
        return this;
    }

    public Panel xTitle(String title) {
        svg.text(left + width / 2, top + height + TITLE_DROP, "title middle", title);
        return this;
    }

    /** @param offset pixels from the plot's left edge to the middle of the text */
    public Panel yTitle(String title, double offset) {
        svg.uprightText(left - offset, top + height / 2, "title middle", title);
        return this;
    }

    /** A name in the upper left corner. */
    public Panel name(String name, String look) {
        svg.text(left + 10, top + 18, "name " + look, name);
        return this;
    }

    /** A vertical line at a value worth knowing, with its meaning beside its upper end. */
    public Panel marker(double value, String meaning, double drop) {
        svg.line(x.at(value), top, x.at(value), top + height, "marker");
        svg.text(x.at(value) + 5, top + drop, "note", meaning);
        return this;
    }

    /** A horizontal line at a value worth knowing. */
    public Panel level(double value, String meaning) {
        svg.line(left, y.at(value), left + width, y.at(value), "marker");
        svg.text(left + width - 6, y.at(value) - 5, "note end", meaning);
        return this;
    }

    public double xAt(double value) {
        return x.at(value);
    }

    public double yAt(double value) {
        return y.at(value);
    }

    public Panel draw(Svg.Path path, String look) {
        svg.path(path, look);
        return this;
    }

    /** A function over an axis of x in powers of ten, as a line through 401 of its points. */
    public Svg.Path logSampled(double low, double high, DoubleUnaryOperator function) {
        Svg.Path curve = new Svg.Path();
        for (int step = 0; step <= SAMPLES; step++) {
            double x = low * Math.pow(high / low, (double) step / SAMPLES);
            curve.lineTo(xAt(x), yAt(function.applyAsDouble(x)));
        }
        return curve;
    }
}
