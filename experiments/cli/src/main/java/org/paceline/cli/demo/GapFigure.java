package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.page.Frame;
import org.paceline.cli.page.Legend;
import org.paceline.cli.page.Panel;
import org.paceline.cli.page.Scale;
import org.paceline.cli.page.Svg;

/** Distribution of the gaps between neighbouring data segments, all rounds together, one line an arm. */
final class GapFigure {
    private static final double LOW_NS = 300;
    private static final double HIGH_NS = 30_000_000;

    private GapFigure() {}

    /**
     * Draws it.
     *
     * @param thresholdNs gap up to which segments count as back to back
     * @param lineNs time that a full frame takes on the bottleneck's line
     */
    static String of(List<ArmResult> arms, long thresholdNs, long lineNs) {
        Svg svg = Frame.HALF.svg("Distribution of the gaps between data segments, by arm");
        Scale x = Frame.HALF.logTimeX(LOW_NS, HIGH_NS);
        Scale y = Frame.HALF.linearY(100);
        Panel panel = Frame.HALF
                .panel(svg, x, y, "gap to the segment before", "gaps up to this, %")
                .marker((double) thresholdNs, "back to back", 16)
                .marker((double) lineNs, "bottleneck’s pace", Frame.HALF.plotHeight() - 8);
        for (ArmResult arm : arms) {
            panel.draw(
                    panel.logSampled(LOW_NS, HIGH_NS, ns -> 100 * arm.gaps().shareUpTo((long) ns)),
                    "curve " + arm.arm().look());
        }
        Legend.draw(svg, ArmResult.legend(arms), Frame.HALF.right() - 8, Frame.HALF.bottom() - 102);
        return svg.markup();
    }
}
