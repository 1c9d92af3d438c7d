package org.paceline.pacer.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 120us}, {@code 1.5ms}; units are ns, us, ms and s. */
public final class DurationText {
    /** A minute: with less than a segment a minute a connection cannot be told from a dead one. */
    static final long MAX_NS = 60_000_000_000L;

    /** Digits are bounded so that no text makes a number of unbounded size. */
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s)");

    private static final String[] UNITS = {"ns", "us", "ms", "s"};

    private DurationText() {}

    static void requireGap(long gapNs) {
        if (gapNs < 0 || gapNs > MAX_NS) {
            throw new IllegalArgumentException("a gap lasts 0ns to 60s, not " + gapNs + " ns");
        }
    }

    /**
     * Nanoseconds, rounded to a whole one; more than a long holds counts as {@link Long#MAX_VALUE}.
     *
     * @throws IllegalArgumentException in one line
     */
    public static long parse(String text) {
        Matcher duration = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!duration.matches()) {
            throw new IllegalArgumentException("a gap is written such as 120us, 1.5ms or 200ns");
        }
        BigDecimal value = new BigDecimal(duration.group(1));
        int thousands = 0;
        while (!UNITS[thousands].equals(duration.group(2))) {
            thousands++;
        }
        return value.movePointRight(3 * thousands)
                .setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** The shortest text that {@link #parse} reads as exactly this time. */
    static String of(long ns) {
        int thousands = 0;
        long leading = ns;
        while (leading >= 1_000 && thousands < UNITS.length - 1) {
            leading /= 1_000;
            thousands++;
        }
        return BigDecimal.valueOf(ns)
                        .movePointLeft(3 * thousands)
                        .stripTrailingZeros()
                        .toPlainString()
                + UNITS[thousands];
    }
}
