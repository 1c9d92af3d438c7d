package org.paceline.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.pacer.control.DurationText;

/** Gaps as they are typed and shown: 2us, 1.5ms, 1s. */
public final class GapText {
    private static final double NS_PER_US = 1e3;
    private static final double NS_PER_MS = 1e6;

    private GapText() {}

    /** A list with commas between, in nanoseconds. */
    public static List<Long> parse(String list) {
        List<Long> gapsNs = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            try {
                gapsNs.add(DurationText.parse(text.strip()));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("\"" + text + "\" is no time; write 2us, 1.5ms or 1s", wrong);
            }
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
