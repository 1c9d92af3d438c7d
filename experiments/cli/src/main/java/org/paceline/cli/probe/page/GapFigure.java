package org.paceline.cli.probe.page;

import org.jspecify.annotations.Nullable;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Svg;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.GapProfile;
import org.paceline.probe.path.PathReport;

/** Distribution of the gaps between neighbouring packets, one line a point. */
final class GapFigure {
    private static final double LOW_NS = 100;
    private static final double LEAST_HIGH_NS = 1e6;
    private static final int STEPS = 400;

    private GapFigure() {}

    static String of(PathReport report) {
        double highNs = LEAST_HIGH_NS;
        double thetaNs = 0;
        for (PathReport.Point point : report.points()) {
            @Nullable BurstReport figures = point.report();
            if (figures != null) {
                highNs = Math.max(highNs, (double) figures.gaps().percentileNs(99.99));
                thetaNs = figures.thetaNs();
            }
        }
        Frame frame = Frame.HALF;
        Svg svg = frame.svg("Distribution of the gaps between packets, by point");
        Panel panel = frame.panel(
                svg,
                frame.logTimeX(LOW_NS, Math.pow(10, Math.ceil(Math.log10(highNs)))),
                frame.linearY(100),
                "gap to the packet before",
                "gaps up to this, %");
        if (thetaNs > LOW_NS) {
            panel.marker(thetaNs, "back to back", 16);
        }
        int points = report.points().size();
        for (int point = 0; point < points; point++) {
            @Nullable BurstReport figures = report.points().get(point).report();
            if (figures != null) {
                panel.draw(curve(panel, figures.gaps(), highNs), "curve " + PointLook.of(point, points));
            }
        }
        double bottom = frame.top() + frame.plotHeight();
        Legend.draw(
                svg,
                PointLook.legend(report),
                frame.left() + frame.plotWidth() - 8,
                bottom - 8 - Legend.height(points));
        return svg.markup();
    }

    private static Svg.Path curve(Panel panel, GapProfile gaps, double highNs) {
        Svg.Path curve = new Svg.Path();
        for (int step = 0; step <= STEPS; step++) {
            double gapNs = LOW_NS * Math.pow(highNs / LOW_NS, (double) step / STEPS);
            curve.lineTo(panel.xAt(gapNs), panel.yAt(100 * gaps.shareUpTo((long) gapNs)));
        }
        return curve;
    }
}
