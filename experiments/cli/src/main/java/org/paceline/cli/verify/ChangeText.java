package org.paceline.cli.verify;

import java.util.Locale;
import org.paceline.cli.sweep.GapText;
import org.paceline.probe.analysis.cause.CauseLikelihood;
import org.paceline.probe.sweep.GapPoint;

/** Before and after a remedy, as a table for people. */
public final class ChangeText {
    private ChangeText() {}

    public static String of(SweepChange change) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%nbefore and after the remedy:%n%8s %18s %18s%n", "", "P_coal", "mean train"));
        text.append(String.format("%8s %8s  %8s %8s  %8s%n", "gap", "before", "after", "before", "after"));
        for (SweepChange.Row row : change.rows()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%8s %8s  %8s %8.2f  %8.2f%s%n",
                    GapText.of(row.before().gapNs()),
                    share(row.before()),
                    share(row.after()),
                    row.before().seenTrainMean(),
                    row.after().seenTrainMean(),
                    row.before().resolved() ? "" : "  too short to tell"));
        }
        text.append(String.format(
                Locale.ROOT,
                "%8s %8.3f  %8.3f %8.2f  %8.2f%n",
                "all",
                change.before().sweep().worstCoalescedShare(),
                change.after().sweep().worstCoalescedShare(),
                change.before().sweep().seenTrainMean(),
                change.after().sweep().seenTrainMean()));
        text.append("All: the worst P_coal and the mean train over the gaps that can be told from back to back.\n");
        text.append("verdict before: ").append(verdict(change.before())).append('\n');
        text.append("verdict after:  ").append(verdict(change.after())).append('\n');
        text.append("verified: ").append(change.outcome().meaning()).append('\n');
        return text.toString();
    }

    private static String share(GapPoint point) {
        return point.keptApart() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", point.coalescedShare());
    }

    /** Bursts or not, and the cause that stands first. */
    public static String verdict(SweepFinding finding) {
        CauseLikelihood first = finding.report().verdict().causes().get(0);
        return String.format(
                Locale.ROOT,
                "%s, %s (%.0f %%)",
                finding.coalesced() ? "bursts" : "the spacing was kept",
                first.cause().id(),
                100 * first.likelihood());
    }
}
