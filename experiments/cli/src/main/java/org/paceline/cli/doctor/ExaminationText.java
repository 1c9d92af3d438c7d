package org.paceline.cli.doctor;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** An examination as lines to read: status, topic, fact, and below it what to do. */
public final class ExaminationText {
    private ExaminationText() {}

    /** Writes to {@code out}, the closing line last. */
    public static void write(Examination examination, PrintWriter out) {
        for (Finding finding : examination.findings()) {
            out.format(Locale.ROOT, "%-8s %-19s %s%n", finding.status().word(), finding.topic(), finding.fact());
            if (!finding.remedy().isEmpty()) {
                out.format(Locale.ROOT, "%-28s -> %s%n", "", finding.remedy());
            }
        }
        out.println();
        out.println(closingLine(examination));
        out.flush();
    }

    private static String closingLine(Examination examination) {
        if (examination.readyForDemo()) {
            return "Everything that the demo needs is here.";
        }
        return "The demo cannot show real packets before this is mended: "
                + examination.blocking().stream().map(Finding::topic).collect(Collectors.joining(", ")) + ".";
    }
}
