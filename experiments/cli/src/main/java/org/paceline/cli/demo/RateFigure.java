package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.page.LinearScale;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.RateBins;

/** The rate in bins of 1 ms as dots against its average over 1 s as a line, one panel an arm, all on one scale. */
final class RateFigure {
    private static final long FINE_NS = 1_000_000;
    private static final long COARSE_NS = 1_000_000_000;
    private static final double MEGA = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    /** Of the bottleneck's rate; the rare bin beyond is drawn at the upper edge, or it would flatten all others. */
    private static final int MAX_MULTIPLE = 4;

    private static final int WIDTH = 980;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int PANEL_HEIGHT = 170;
    private static final int PANEL_GAP = 18;
    private static final int TOP = 8;
    private static final int BOTTOM = 46;

    private RateFigure() {}

    static String of(DemoPlan plan, List<ArmResult> arms) {
        int height = TOP + arms.size() * (PANEL_HEIGHT + PANEL_GAP) - PANEL_GAP + BOTTOM;
        Svg svg = new Svg(WIDTH, height, "Rate in bins of one millisecond against the average of each second, by arm");
        double seconds = arms.stream().mapToDouble(RateFigure::seconds).max().orElse(1);
        double highest = MAX_MULTIPLE * plan.rateBitsPerSecond() / MEGA;
        double peak = arms.stream()
                .mapToDouble(RateFigure::peakMegabits)
                .map(megabits -> Math.min(megabits, highest))
                .max()
                .orElse(1);
        Scale x = new LinearScale(0, seconds, LEFT, WIDTH - RIGHT, 10);
        double top = TOP;
        for (int row = 0; row < arms.size(); row++) {
            ArmResult arm = arms.get(row);
            Scale y = new LinearScale(0, peak * 1.05, top + PANEL_HEIGHT, top, 4);
            Panel panel = new Panel(svg, LEFT, top, WIDTH - LEFT - RIGHT, PANEL_HEIGHT, x, y)
                    .grid()
                    .yLabels()
                    .yTitle("rate, Mb/s", 46)
                    .level(plan.rateBitsPerSecond() / MEGA, "bottleneck");
            drawBins(panel, arm);
            panel.name(arm.arm().title(), arm.arm().look());
            if (row == arms.size() - 1) {
                panel.xLabels().xTitle("time since the first data segment, s");
            }
            top += PANEL_HEIGHT + PANEL_GAP;
        }
        return svg.markup();
    }

    private static void drawBins(Panel panel, ArmResult arm) {
        ArrivalSeries series = arm.rounds().get(0).segments();
        long originNs = series.timeNs(0);
        RateBins fine = new RateBins(series, originNs, FINE_NS);
        Svg.Path dots = new Svg.Path();
        for (int bin = 0; bin < fine.fullBins(); bin++) {
            double middle = (bin + 0.5) * FINE_NS / NS_PER_SECOND;
            dots.dot(panel.xAt(middle), panel.yAt(fine.bitsPerSecond(bin) / MEGA));
        }
        panel.draw(dots, "dots " + arm.arm().look());

        RateBins coarse = new RateBins(series, originNs, COARSE_NS);
        Svg.Path average = new Svg.Path();
        for (int bin = 0; bin < coarse.fullBins(); bin++) {
            double start = bin * (double) COARSE_NS / NS_PER_SECOND;
            double y = panel.yAt(coarse.bitsPerSecond(bin) / MEGA);
            average.lineTo(panel.xAt(start), y).lineTo(panel.xAt(start + 1), y);
        }
        if (coarse.fullBins() > 0) {
            panel.draw(average, "halo").draw(average, "average");
        }
    }

    private static double seconds(ArmResult arm) {
        ArrivalSeries series = arm.rounds().get(0).segments();
        return (series.timeNs(series.frames() - 1) - series.timeNs(0)) / NS_PER_SECOND;
    }

    private static double peakMegabits(ArmResult arm) {
        ArrivalSeries series = arm.rounds().get(0).segments();
        RateBins bins = new RateBins(series, series.timeNs(0), FINE_NS);
        double peak = 0;
        for (int bin = 0; bin < bins.fullBins(); bin++) {
            peak = Math.max(peak, bins.bitsPerSecond(bin));
        }
        return peak / MEGA;
    }
}
