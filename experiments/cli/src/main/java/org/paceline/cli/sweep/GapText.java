package org.paceline.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gaps as they are typed and shown: 2us, 1.5ms, 1s. */
public final class GapText {
    private static final Pattern GAP = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s)");
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_S = 1e9;

    private GapText() {}

    /** A list with commas between, in nanoseconds. */
    public static List<Long> parse(String list) {
        List<Long> gapsNs = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            Matcher gap = GAP.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!gap.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is no time; write 2us, 1.5ms or 1s");
            }
            double unit =
                    switch (gap.group(2)) {
                        case "ns" -> 1;
                        case "us" -> NS_PER_US;
                        case "ms" -> NS_PER_MS;
                        default -> NS_PER_S;
                    };
            gapsNs.add(Math.round(Double.parseDouble(gap.group(1)) * unit));
        }
        return gapsNs;
    }

    /** Such as 150us, 12.5us or 1ms: what {@link #parse} reads, to a tenth of its unit. */
    public static String of(long ns) {
        boolean micro = Math.abs(ns) < NS_PER_MS;
        String text = String.format(Locale.ROOT, "%.1f", ns / (micro ? NS_PER_US : NS_PER_MS));
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + (micro ? "us" : "ms");
    }
}
