package org.paceline.cli.iperf.report;

import java.util.Locale;

/** Amounts in iperf3's manner: three digits or so, bytes in powers of 1024 and bits in powers of 1000. */
final class UnitText {
    private static final String[] PREFIXES = {"", "K", "M", "G", "T"};

    private UnitText() {}

    static String bytes(long bytes) {
        return text((double) bytes, 1024) + "Bytes";
    }

    static String bitsPerSecond(double bits) {
        return text(bits, 1000) + "bits/sec";
    }

    /** A duration with three significant digits. */
    static String nanoseconds(long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 1_000_000) {
            return digits(ns / 1e3) + " us";
        }
        return ns < 1_000_000_000 ? digits(ns / 1e6) + " ms" : digits(ns / 1e9) + " s";
    }

    private static String text(double amount, int base) {
        int prefix = 0;
        double scaled = amount;
        while (scaled >= base && prefix < PREFIXES.length - 1) {
            scaled /= base;
            prefix++;
        }
        return String.format(Locale.ROOT, "%4s %s", digits(scaled), PREFIXES[prefix]);
    }

    private static String digits(double value) {
        // the limits are where rounding would add a digit
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
