package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.demo.chart.LinearScale;
import org.paceline.cli.demo.chart.LogScale;
import org.paceline.cli.demo.chart.Panel;
import org.paceline.cli.demo.chart.Scale;
import org.paceline.cli.demo.chart.Svg;
import org.paceline.probe.analysis.TrainLengths;

/**
 * In how long a train a packet finds itself: distribution weighted by packets, all rounds together, one line an arm.
 */
final class TrainFigure {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int TOP = 8;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 12;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 46;

    private TrainFigure() {}

    static String of(List<ArmResult> arms) {
        Svg svg = new Svg(WIDTH, HEIGHT, "Share of packets in trains up to a length, by arm");
        int longest = arms.stream()
                .mapToInt(arm -> arm.trains().lengths().max())
                .max()
                .orElse(1);
        Scale x = new LogScale(
                1, Math.max(20, longest * 1.2), LEFT, LEFT + PLOT_WIDTH, value -> Long.toString(Math.round(value)));
        Scale y = new LinearScale(0, 100, TOP + PLOT_HEIGHT, TOP, 5);
        Panel panel = new Panel(svg, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT, x, y)
                .grid()
                .xLabels()
                .yLabels()
                .xTitle("train length, packets")
                .yTitle("packets in trains up to this, %", 42);
        for (ArmResult arm : arms) {
            panel.draw(
                    steps(panel, arm.trains().lengths(), longest),
                    "curve " + arm.arm().look());
        }
        Legend.draw(svg, arms, LEFT + PLOT_WIDTH - 150, TOP + PLOT_HEIGHT - 62);
        return svg.markup();
    }

    private static Svg.Path steps(Panel panel, TrainLengths lengths, int longest) {
        Svg.Path steps = new Svg.Path().moveTo(panel.xAt(1), panel.yAt(0));
        for (int length = 1; length <= longest; length++) {
            steps.stepTo(panel.xAt(length), panel.yAt(100 * lengths.weightedShareUpTo(length)));
        }
        return steps.stepTo(panel.xAt(Double.MAX_VALUE), panel.yAt(100));
    }
}
