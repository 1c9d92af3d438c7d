package org.paceline.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;

/** The figures of all arms as rows of text, for the terminal and for the page. */
final class ComparisonTable {
    /** One figure: its name and a cell an arm. */
    record Row(String figure, List<String> cells) {}

    /** For a figure that an arm does not have. */
    private static final String NONE = "–";

    private static final double MEGA = 1e6;

    private ComparisonTable() {}

    static List<Row> rows(List<ArmResult> arms) {
        return List.of(
                row("goodput", arms, arm -> text("%.1f Mb/s", arm.goodputBitsPerSecond() / MEGA)),
                row("retransmissions", arms, arm -> Long.toString(arm.retransmits())),
                row("drops at the bottleneck", arms, arm -> Long.toString(arm.drops())),
                row("peak queue, packets", arms, arm -> Long.toString(arm.queuePeakPackets())),
                row(
                        "back-to-back share",
                        arms,
                        arm -> text("%.1f %%", 100 * arm.trains().backToBackShare())),
                row(
                        "packet-weighted mean train",
                        arms,
                        arm -> text("%.2f", arm.trains().lengths().weightedMean())),
                row(
                        "longest train",
                        arms,
                        arm -> Integer.toString(arm.trains().lengths().max())),
                row(
                        "mean train by a quarter pace",
                        arms,
                        arm -> text("%.2f", arm.looseTrains().lengths().weightedMean())),
                row("departure error p50 / p99", arms, arm -> pair(arm.departureErrorNs())),
                row("noise floor p50 / p99", arms, arm -> pair(arm.noiseFloorNs())),
                row("steal", arms, arm -> arm.stealMs() + " ms"),
                row("node lateness p50 / p99", arms, arm -> pair(arm.nodeLatenessNs())));
    }

    /** Aligned lines for a terminal. */
    static String text(List<ArmResult> arms) {
        List<Row> rows = rows(arms);
        int nameWidth =
                rows.stream().mapToInt(row -> row.figure().length()).max().orElse(0);
        int cellWidth = rows.stream()
                .flatMap(row -> row.cells().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        cellWidth = Math.max(
                cellWidth,
                arms.stream().mapToInt(arm -> arm.arm().id().length()).max().orElse(0));
        StringBuilder lines = new StringBuilder();
        append(lines, new Row("", arms.stream().map(arm -> arm.arm().id()).toList()), nameWidth, cellWidth);
        for (Row row : rows) {
            append(lines, row, nameWidth, cellWidth);
        }
        return lines.toString();
    }

    private static void append(StringBuilder lines, Row row, int nameWidth, int cellWidth) {
        lines.append(text("  %-" + nameWidth + "s", row.figure()));
        for (String cell : row.cells()) {
            lines.append(text("  %" + cellWidth + "s", cell));
        }
        lines.append('\n');
    }

    private static Row row(String figure, List<ArmResult> arms, Function<ArmResult, String> cell) {
        return new Row(figure, arms.stream().map(cell).toList());
    }

    private static String pair(@Nullable Percentiles percentiles) {
        return percentiles == null ? NONE : duration(percentiles.p50()) + " / " + duration(percentiles.p99());
    }

    /** Three digits are more than a repetition would confirm. */
    static String duration(long ns) {
        if (ns < 1_000) {
            return ns + " ns";
        }
        if (ns < 100_000) {
            return text("%.1f µs", ns / 1e3);
        }
        return ns < 1_000_000 ? text("%.0f µs", ns / 1e3) : text("%.1f ms", ns / 1e6);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
