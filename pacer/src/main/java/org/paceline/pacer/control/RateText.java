package org.paceline.pacer.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bits per second as people write them: a decimal number and k, M, G or T for thousands, as iperf3's rates. */
public final class RateText {
    /** Digits are bounded so that no text makes a number of unbounded size. */
    private static final Pattern RATE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,12})?)([kmgt]?)");

    private static final String[] SUFFIXES = {"", "k", "M", "G", "T"};

    private RateText() {}

    /** Bits per second, rounded to a whole one, or -1 when the text is no rate. */
    public static long parse(String text) {
        Matcher rate = RATE.matcher(text.toLowerCase(Locale.ROOT));
        if (!rate.matches()) {
            return -1;
        }
        int thousands = " kmgt".indexOf(rate.group(2).isEmpty() ? " " : rate.group(2));
        BigDecimal bits = new BigDecimal(rate.group(1)).movePointRight(3 * thousands);
        return bits.setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** The shortest text that {@link #parse} reads as exactly this rate. */
    public static String of(long bitsPerSecond) {
        int thousands = 0;
        long leading = bitsPerSecond;
        while (leading >= 1_000 && thousands < SUFFIXES.length - 1) {
            leading /= 1_000;
            thousands++;
        }
        BigDecimal scaled =
                BigDecimal.valueOf(bitsPerSecond).movePointLeft(3 * thousands).stripTrailingZeros();
        return scaled.toPlainString() + SUFFIXES[thousands];
    }
}
