package org.paceline.cli.page;

import java.util.List;

/** Names the lines of a figure; they differ in colour and in dashes, so that neither is needed alone. */
public final class Legend {
    private static final int ROW = 18;
    private static final int SAMPLE = 26;
    private static final int GAP = 8;
    private static final double CHARACTER = 6.6;
    private static final int CHARACTERS = 44;

    private Legend() {}

    /**
     * A line of a figure.
     *
     * @param look its CSS class
     */
    public record Entry(String name, String look) {
        /** The end of a long one, which tells files apart. */
        private String shortened() {
            return name.length() <= CHARACTERS ? name : "…" + name.substring(name.length() - CHARACTERS + 1);
        }
    }

    /** Draws it with its upper right corner at the place given. */
    public static void draw(Svg svg, List<Entry> entries, double right, double top) {
        int characters = entries.stream()
                .mapToInt(entry -> entry.shortened().length())
                .max()
                .orElse(0);
        double width = SAMPLE + 2 * GAP + CHARACTER * characters;
        double left = right - width;
        svg.rectangle(left - GAP, top, width + GAP, height(entries.size()), "legend");
        double y = top + 14;
        for (Entry entry : entries) {
            svg.line(left, y - 4, left + SAMPLE, y - 4, "curve " + entry.look());
            svg.text(left + SAMPLE + GAP, y, "tick", entry.shortened());
            y += ROW;
        }
    }

    /** Height of one with so many entries. */
    public static double height(int entries) {
        return entries * ROW + 6.0;
    }
}
