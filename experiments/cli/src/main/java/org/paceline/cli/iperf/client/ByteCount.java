package org.paceline.cli.iperf.client;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as iperf3 reads them: K, M, G and T are powers of 1024, in either case. */
public final class ByteCount {
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kmgt]?)");
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private ByteCount() {}

    /**
     * Reads a number of bytes, at least 1.
     *
     * @param option it was given for, for the message
     * @throws IllegalArgumentException in one line that says how it is written
     */
    public static long parse(String option, String text) {
        Matcher bytes = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            throw new IllegalArgumentException(
                    option + " \"" + text + "\" is no number of bytes; write one such as 1500, 128K, 10M or 1G");
        }
        int power = bytes.group(2).isEmpty() ? 0 : "kmgt".indexOf(bytes.group(2)) + 1;
        BigDecimal count = new BigDecimal(bytes.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (count.compareTo(BigDecimal.ONE) < 0 || count.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(option + " " + text + " is out of range");
        }
        return count.longValue();
    }
}
