package org.paceline.cli.pacebench;

import java.util.List;
import java.util.Locale;

/** The result as a table for the terminal: a row an arm, medians over the rounds. */
final class BenchTable {
    /** For a figure that an arm does not have. */
    private static final String NONE = "–";

    private static final String HEADINGS = String.format(
            Locale.ROOT,
            "%-6s %-16s %-6s %-14s %9s %8s %8s %8s %8s %8s %7s %7s %7s %7s %6s%n",
            "rate",
            "mechanism",
            "device",
            "waiter",
            "achieved",
            "err p50",
            "err p99",
            "err 99.9",
            "p50/bare",
            "p99/bare",
            "unplan",
            "b2b",
            "train",
            "longest",
            "cpu");

    private BenchTable() {}

    static String of(BenchResult result) {
        StringBuilder text = new StringBuilder(HEADINGS);
        for (ArmSummary summary : result.summaries()) {
            text.append(row(summary)).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String row(ArmSummary summary) {
        Arm arm = summary.arm();
        String head = String.format(
                Locale.ROOT,
                "%-6s %-16s %-6s %-14s",
                rate(arm.rateBitsPerSecond()),
                arm.mechanism().id(),
                arm.device().id(),
                arm.waiterId());
        String refusal = summary.refusal();
        if (refusal != null) {
            return head + " not run: " + refusal;
        }
        List<String> cells = List.of(
                number("%8.2fM", summary.seen(Turn.Seen::achievedBitsPerSecond) / 1e6),
                duration(summary.errorNs(50)),
                duration(summary.errorNs(99)),
                duration(summary.errorNs(99.9)),
                number("%.2f", summary.errorRatio(50)),
                number("%.2f", summary.errorRatio(99)),
                number("%.2f%%", 100 * summary.unplannedShare()),
                number("%.2f%%", 100 * summary.seen(seen -> seen.trains().backToBackShare())),
                number("%.2f", summary.seen(seen -> seen.trains().lengths().weightedMean())),
                number("%.0f", summary.seen(seen -> seen.trains().lengths().max())),
                number("%.0f%%", 100 * summary.cpuShare()));
        return head + String.format(Locale.ROOT, " %9s %8s %8s %8s %8s %8s %7s %7s %7s %7s %6s", cells.toArray());
    }

    static String rate(long bitsPerSecond) {
        if (bitsPerSecond % 1_000_000_000 == 0) {
            return bitsPerSecond / 1_000_000_000 + "G";
        }
        return bitsPerSecond % 1_000_000 == 0 ? bitsPerSecond / 1_000_000 + "M" : bitsPerSecond / 1_000 + "k";
    }

    static String duration(double ns) {
        if (Double.isNaN(ns)) {
            return NONE;
        }
        if (ns < 1_000) {
            return String.format(Locale.ROOT, "%.0f ns", ns);
        }
        return ns < 1e6
                ? String.format(Locale.ROOT, "%.1f us", ns / 1e3)
                : String.format(Locale.ROOT, "%.2f ms", ns / 1e6);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value)
                ? NONE
                : String.format(Locale.ROOT, format, value).strip();
    }
}
