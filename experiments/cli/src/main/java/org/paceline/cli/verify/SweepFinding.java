package org.paceline.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.host.HostText;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.probe.AnalysisText;
import org.paceline.cli.sweep.SweepJson;
import org.paceline.cli.sweep.SweepText;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.SweepResult;

/**
 * A sweep and what was found in it.
 *
 * @param report of its packets as they were written and seen, with the verdict
 * @param host this one, meanwhile; null when it was not watched
 * @param facts the same as JSON; null as well then
 */
public record SweepFinding(
        SweepResult sweep,
        PathReport report,
        @Nullable HostReport host,
        @Nullable ObjectNode facts) {
    /** Whether packets stand together that were planned or sent apart, whoever did it. */
    public boolean coalesced() {
        return report.verdict().coalesced();
    }

    /** Table, host and verdict for a terminal. */
    public String text() {
        StringWriter text = new StringWriter();
        SweepText.write(sweep, new PrintWriter(text, true));
        text.append(host == null ? "" : HostText.line(host));
        text.append('\n').append(AnalysisText.verdictOf(report));
        return text.toString();
    }

    /** A document of schema 1. */
    public ObjectNode json() {
        return SweepJson.object(sweep, AnalysisJson.object(report), facts);
    }
}
