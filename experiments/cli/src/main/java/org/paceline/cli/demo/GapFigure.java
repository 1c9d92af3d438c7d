package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.demo.chart.LinearScale;
import org.paceline.cli.demo.chart.LogScale;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Scale;
import org.paceline.cli.demo.chart.Svg;
import org.paceline.probe.analysis.GapStatistics;

/** Distribution of the gaps between neighbouring data segments, all rounds together, one line an arm. */
final class GapFigure {
    private static final double LOW_NS = 300;
    private static final double HIGH_NS = 30_000_000;
    private static final int STEPS = 400;

    private static final int WIDTH = 480;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int TOP = 8;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 12;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 46;

    private GapFigure() {}

    /**
     * Draws it.
     *
     * @param thresholdNs gap up to which segments count as back to back
     * @param lineNs time that a full frame takes on the bottleneck's line
     */
    static String of(List<ArmResult> arms, long thresholdNs, long lineNs) {
        Svg svg = new Svg(WIDTH, HEIGHT, "Distribution of the gaps between data segments, by arm");
        Scale x = new LogScale(LOW_NS, HIGH_NS, LEFT, LEFT + PLOT_WIDTH, GapFigure::duration);
        Scale y = new LinearScale(0, 100, TOP + PLOT_HEIGHT, TOP, 5);
        Panel panel = new Panel(svg, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, x, y)
                .grid()
                .xLabels()
                .yLabels()
                .xTitle("gap to the segment before")
                .yTitle("gaps up to this, %", 42)
                .marker((double) thresholdNs, "back to back", 16)
                .marker((double) lineNs, "bottleneck’s pace", PLOT_HEIGHT - 8);
        for (ArmResult arm : arms) {
            panel.draw(curve(panel, arm.gaps()), "curve " + arm.arm().look());
        }
        Legend.draw(svg, arms, LEFT + PLOT_WIDTH - 158, TOP + PLOT_HEIGHT - 84);
        return svg.markup();
    }

    private static Svg.Path curve(Panel panel, GapStatistics gaps) {
        Svg.Path curve = new Svg.Path();
        for (int step = 0; step <= STEPS; step++) {
            double gapNs = LOW_NS * Math.pow(HIGH_NS / LOW_NS, (double) step / STEPS);
            curve.lineTo(panel.xAt(gapNs), panel.yAt(100 * gaps.shareUpTo((long) gapNs)));
        }
        return curve;
    }

    static String duration(double ns) {
        if (ns < 1e3) {
            return Math.round(ns) + " ns";
        }
        return ns < 1e6 ? Math.round(ns / 1e3) + " µs" : Math.round(ns / 1e6) + " ms";
    }
}
