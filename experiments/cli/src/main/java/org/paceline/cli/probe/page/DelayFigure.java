package org.paceline.cli.probe.page;

import java.util.List;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.DelayTrace;

/** The delay between the first point and the last: over the whole run, and packet by packet in a stretch of it. */
final class DelayFigure {
    private static final double NS_PER_SECOND = 1e9;
    private static final double LEAST_HIGH_NS = 1_000;

    private DelayFigure() {}

    /** Least to most of each stretch. */
    static String whole(DelayTrace trace) {
        double highNs = LEAST_HIGH_NS;
        for (DelayTrace.Stretch stretch : trace.stretches()) {
            highNs = Math.max(highNs, stretch.mostNs());
        }
        Unit unit = Unit.of(highNs);
        Frame frame = Frame.WIDE;
        Svg svg = frame.svg("Delay between the first and the last point over the whole run");
        double seconds = trace.durationNs() / NS_PER_SECOND;
        Scale x = frame.linearX(0, Math.max(1e-6, seconds));
        Panel panel = frame.panel(
                svg, x, frame.linearY(highNs / unit.ns()), "time since the first packet, s", "delay, " + unit.name());
        Svg.Path bars = new Svg.Path();
        for (DelayTrace.Stretch stretch : trace.stretches()) {
            double at = panel.xAt(stretch.atNs() / NS_PER_SECOND);
            double low = panel.yAt(Math.max(0, stretch.leastNs()) / unit.ns());
            double high = panel.yAt(stretch.mostNs() / unit.ns());
            bars.moveTo(at, Math.max(low, high + 1)).lineTo(at, high);
        }
        panel.draw(bars, "bars " + PointLook.LAST);
        return svg.markup();
    }

    /** A stretch; each dot is a packet, at the time at which it was sent. */
    static String close(List<DelayTrace.Delay> delays) {
        long startNs = delays.get(0).atNs();
        double spanNs = Math.max(1, delays.get(delays.size() - 1).atNs() - startNs);
        double highNs = LEAST_HIGH_NS;
        for (DelayTrace.Delay delay : delays) {
            highNs = Math.max(highNs, delay.delayNs());
            spanNs = Math.max(spanNs, (double) (delay.atNs() - startNs));
        }
        Unit across = Unit.of(spanNs);
        Unit up = Unit.of(highNs);
        Frame frame = Frame.HALF;
        Svg svg = frame.svg("Delay between the first and the last point, packet by packet");
        Panel panel = frame.panel(
                svg,
                frame.linearX(0, spanNs / across.ns()),
                frame.linearY(highNs / up.ns()),
                "time of sending, " + across.name() + " behind second "
                        + Math.round(startNs / NS_PER_SECOND * 1e3) / 1e3,
                "delay, " + up.name());
        Svg.Path line = new Svg.Path();
        Svg.Path dots = new Svg.Path();
        for (DelayTrace.Delay delay : delays) {
            double at = panel.xAt((delay.atNs() - startNs) / across.ns());
            double high = panel.yAt(delay.delayNs() / up.ns());
            line.lineTo(at, high);
            dots.dot(at, high);
        }
        panel.draw(line, "thin").draw(dots, "dots " + PointLook.LAST);
        return svg.markup();
    }

    private record Unit(String name, double ns) {
        static Unit of(double highestNs) {
            if (highestNs < 2e6) {
                return new Unit("µs", 1e3);
            }
            return highestNs < 2e9 ? new Unit("ms", 1e6) : new Unit("s", 1e9);
        }
    }
}
