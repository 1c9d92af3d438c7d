package org.paceline.cli.probe.page;

import java.util.Locale;
import org.paceline.cli.page.Svg;
import org.paceline.cli.sweep.GapText;
import org.paceline.cli.verify.ChangeText;
import org.paceline.cli.verify.SweepChange;
import org.paceline.cli.verify.SweepFinding;

/** Before and after a remedy, in figures: a row a gap, then the verdicts. */
final class ChangeTable {
    private ChangeTable() {}

    static String of(SweepChange change) {
        StringBuilder html = new StringBuilder();
        String command = change.remedy().command();
        if (command != null) {
            html.append("<p class=\"said\">Remedy:</p><pre><code>")
                    .append(Svg.escaped(command))
                    .append("</code></pre>\n");
        }
        html.append("<div class=\"wide\"><table><thead><tr><th>gap</th><th>P_coal before</th><th>after</th>")
                .append("<th>mean train before</th><th>after</th></tr></thead><tbody>\n");
        for (SweepChange.Row row : change.rows()) {
            html.append(row(
                    GapText.of(row.before().gapNs()),
                    row.before().coalescedShare(),
                    row.after().coalescedShare(),
                    row.before().seenTrainMean(),
                    row.after().seenTrainMean()));
        }
        html.append(row(
                "worst, and mean over the gaps that can be told",
                change.before().sweep().worstCoalescedShare(),
                change.after().sweep().worstCoalescedShare(),
                change.before().sweep().seenTrainMean(),
                change.after().sweep().seenTrainMean()));
        html.append("</tbody></table></div>\n");
        verdict(html, "before", change.before());
        verdict(html, "after", change.after());
        return html.toString();
    }

    private static String row(
            String gap, double shareBefore, double shareAfter, double trainBefore, double trainAfter) {
        return String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%.3f</td><td>%.3f</td><td>%.2f</td><td>%.2f</td></tr>%n",
                gap,
                shareBefore,
                shareAfter,
                trainBefore,
                trainAfter);
    }

    private static void verdict(StringBuilder html, String when, SweepFinding finding) {
        html.append("<p class=\"said\">Verdict ")
                .append(when)
                .append(": ")
                .append(Svg.escaped(ChangeText.verdict(finding)))
                .append("</p>\n");
    }
}
