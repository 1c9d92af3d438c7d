package org.paceline.cli.probe.page;

import java.util.List;
import org.paceline.cli.demo.chart.Svg;

/** Names the lines of a figure; they differ in colour and in dashes, so that neither is needed alone. */
final class Legend {
    private static final int ROW = 18;
    private static final int SAMPLE = 26;
    private static final int NAME = 150;
    private static final int CHARACTERS = 24;

    private Legend() {}

    /**
     * A line of a figure.
     *
     * @param look its CSS class
     */
    record Entry(String name, String look) {}

    /** Draws it with its upper right corner at the place given. */
    static void draw(Svg svg, List<Entry> entries, double right, double top) {
        double left = right - SAMPLE - NAME - 8;
        svg.rectangle(left - 6, top, SAMPLE + NAME + 14, entries.size() * ROW + 6.0, "legend");
        double y = top + 14;
        for (Entry entry : entries) {
            svg.line(left, y - 4, left + SAMPLE, y - 4, "curve " + entry.look());
            svg.text(left + SAMPLE + 8, y, "tick", shortened(entry.name()));
            y += ROW;
        }
    }

    /** Height of one with so many entries. */
    static double height(int entries) {
        return entries * ROW + 6.0;
    }

    private static String shortened(String name) {
        return name.length() <= CHARACTERS ? name : "…" + name.substring(name.length() - CHARACTERS + 1);
    }
}
