package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;
import org.paceline.probe.analysis.TrainLengths;

/**
 * In how long a train a packet finds itself: distribution weighted by packets, all rounds together, one line an arm.
 */
final class TrainFigure {
    private TrainFigure() {}

    static String of(List<ArmResult> arms) {
        Svg svg = Frame.HALF.svg("Share of packets in trains up to a length, by arm");
        int longest = arms.stream()
                .mapToInt(arm -> arm.trains().lengths().max())
                .max()
                .orElse(1);
        Scale x = Frame.HALF.logX(1, Math.max(20, longest * 1.2));
        Scale y = Frame.HALF.linearY(100);
        Panel panel = Frame.HALF.panel(svg, x, y, "train length, packets", "packets in trains up to this, %");
        for (ArmResult arm : arms) {
            panel.draw(
                    steps(panel, arm.trains().lengths(), longest),
                    "curve " + arm.arm().look());
        }
        Frame.HALF.lowerLegend(svg, ArmResult.legend(arms));
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
