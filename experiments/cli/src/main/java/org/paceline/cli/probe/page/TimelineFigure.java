package org.paceline.cli.probe.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HostInterval;
import org.paceline.probe.analysis.TrainTrace;
import org.paceline.probe.path.PathReport;

/** The longest trains over the time of the run at the first point and the last; beneath, when a host stood still. */
final class TimelineFigure {
    private static final double NS_PER_SECOND = 1e9;
    private static final int WIDTH = 980;
    private static final int PANEL_HEIGHT = 190;
    private static final int STRIP_HEIGHT = 26;
    private static final int STRIPS_DROP = 8;

    /** What is drawn at least, so that it is seen. */
    private static final double LEAST_PIXELS = 1.2;

    private final PathReport report;
    private final double fromSeconds;
    private final double toSeconds;
    private final double mostPackets;

    private TimelineFigure(PathReport report) {
        this.report = report;
        double from = 0;
        double to = 1e-6;
        double most = 10;
        for (int point : drawn(report)) {
            @Nullable BurstReport figures = report.points().get(point).report();
            if (figures != null) {
                double startSeconds = startSeconds(point, figures);
                from = Math.min(from, startSeconds);
                to = Math.max(to, startSeconds + figures.durationNs() / NS_PER_SECOND);
                most = Math.max(most, figures.trains().max());
            }
        }
        this.fromSeconds = from;
        this.toSeconds = to;
        this.mostPackets = most;
    }

    /** When a point saw its first packet, by the first point's clock, after that one's first. */
    private double startSeconds(int point, BurstReport figures) {
        @Nullable BurstReport first = report.points().get(0).report();
        @Nullable ClockFit clock = report.clock();
        if (point == 0 || first == null || clock == null) {
            return 0;
        }
        return (figures.trace().startNs() - clock.offsetNs() - first.trace().startNs()) / NS_PER_SECOND;
    }

    static String of(PathReport report) {
        return new TimelineFigure(report).markup();
    }

    private static List<Integer> drawn(PathReport report) {
        int last = report.points().size() - 1;
        return last == 0 ? List.of(0) : List.of(0, last);
    }

    private String markup() {
        List<Integer> points = drawn(report);
        int strips = report.intervals().isEmpty() ? 0 : HostInterval.Kind.values().length;
        int height = points.size() * PANEL_HEIGHT + strips * STRIP_HEIGHT + STRIPS_DROP;
        Svg svg = new Svg(WIDTH, height, "The longest trains over time, and when a host stood still");
        int top = 8;
        for (int point : points) {
            Frame frame = new Frame(WIDTH, top + PANEL_HEIGHT - 8, top);
            panel(svg, frame, point);
            top += PANEL_HEIGHT;
        }
        if (strips > 0) {
            strips(svg, top);
        }
        return svg.markup();
    }

    private void panel(Svg svg, Frame frame, int point) {
        @Nullable BurstReport figures = report.points().get(point).report();
        Panel panel = frame.panel(
                svg,
                frame.linearX(fromSeconds, toSeconds),
                frame.logY(1, mostPackets),
                "time since the first packet, s",
                "longest train");
        String look = PointLook.of(point, report.points().size());
        if (figures == null) {
            return;
        }
        TrainTrace trace = figures.trace();
        double startSeconds = startSeconds(point, figures);
        Svg.Path bars = new Svg.Path();
        for (int stretch = 0; stretch < TrainTrace.STRETCHES; stretch++) {
            if (trace.longest(stretch) > 0) {
                double at = panel.xAt(startSeconds + (stretch + 0.5) * trace.widthNs() / NS_PER_SECOND);
                double high = panel.yAt(trace.longest(stretch));
                bars.moveTo(at, panel.yAt(1)).lineTo(at, Math.min(high, panel.yAt(1) - 1));
            }
        }
        panel.draw(bars, "bars " + look);
        panel.name(PointLook.name(report.points().get(point)), look);
    }

    private void strips(Svg svg, int top) {
        Frame frame = new Frame(WIDTH, top, 0);
        Scale x = frame.linearX(fromSeconds, toSeconds);
        @Nullable BurstReport first = report.points().get(0).report();
        long originNs = first == null ? 0 : first.trace().startNs();
        int row = top;
        for (HostInterval.Kind kind : HostInterval.Kind.values()) {
            svg.rectangle(frame.left(), row, frame.plotWidth(), STRIP_HEIGHT - 8, "plot");
            svg.text(frame.left() - 6, row + 13, "tick end", kind == HostInterval.Kind.STEAL ? "stolen" : "stalled");
            for (HostInterval interval : report.intervals()) {
                double from = (interval.startNs() - originNs) / NS_PER_SECOND;
                double to = from + interval.durationNs() / NS_PER_SECOND;
                if (interval.kind() == kind && to >= fromSeconds && from <= toSeconds) {
                    double width = Math.max(LEAST_PIXELS, x.at(to) - x.at(from));
                    svg.rectangle(x.at(from), row, width, STRIP_HEIGHT - 8, "stood");
                }
            }
            row += STRIP_HEIGHT;
        }
    }
}
