package org.paceline.cli.probe.page;

import org.jspecify.annotations.Nullable;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.path.PathReport;

/** Distribution of the gaps between neighbouring packets, one line a point. */
final class GapFigure {
    private static final double LOW_NS = 100;
    private static final double LEAST_HIGH_NS = 1e6;

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
                Svg.Path curve = panel.logSampled(
                        LOW_NS, highNs, ns -> 100 * figures.gaps().shareUpTo((long) ns));
                panel.draw(curve, "curve " + PointLook.of(point, points));
            }
        }
        frame.lowerLegend(svg, PointLook.legend(report));
        return svg.markup();
    }
}
