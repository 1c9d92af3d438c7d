package org.paceline.cli.demo;

import java.util.List;
import org.paceline.cli.demo.chart.Svg;

/** Names the lines of a figure; lines differ in colour and in dashes, so that neither is needed alone. */
final class Legend {
    private static final int ROW = 18;
    private static final int SAMPLE = 26;

    private Legend() {}

    static void draw(Svg svg, List<ArmResult> arms, double left, double top) {
        double y = top;
        svg.rectangle(left - 6, top - 14, SAMPLE + 136, arms.size() * ROW + 6.0, "legend");
        for (ArmResult arm : arms) {
            svg.line(left, y - 4, left + SAMPLE, y - 4, "curve " + arm.arm().look());
            svg.text(left + SAMPLE + 8, y, "tick", arm.arm().title());
            y += ROW;
        }
    }
}
