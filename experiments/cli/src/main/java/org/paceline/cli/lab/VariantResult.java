package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.probe.AnalysisText;
import org.paceline.cli.sweep.GapText;
import org.paceline.probe.path.PathReport;

/**
 * What a sweep from a guest showed.
 *
 * @param run in which it did
 * @param sweep the document of paceline probe run
 * @param analysis of all its packets: as the sender wrote them, and at the TAP
 * @param repaced the same behind a forwarder, null unless asked for
 */
record VariantResult(
        GuestRun run,
        JsonNode sweep,
        PathReport analysis,
        @Nullable RepacedSweep repaced) implements LabResult {
    /** Rows, one a gap. */
    @Override
    public void write(PrintWriter out) {
        out.println(run.title());
        for (JsonNode line : sweep.path("said")) {
            out.println("  " + line.asText());
        }
        out.printf(Locale.ROOT, "%8s %10s %10s %8s %9s %9s%n", "gap", "written", "at tap", "P_coal", "train in", "out");
        for (JsonNode point : sweep.path("curve")) {
            out.printf(
                    Locale.ROOT,
                    "%8s %10s %10s %8.3f %9.2f %9.2f%n",
                    GapText.of(point.path("gap_ns").asLong()),
                    GapText.of(point.path("written_gap_p50_ns").asLong()),
                    GapText.of(point.path("gap_p50_ns").asLong()),
                    point.path("coalesced_share").asDouble(),
                    point.path("written_train_weighted_mean").asDouble(),
                    point.path("train_weighted_mean").asDouble());
        }
        out.print(AnalysisText.verdictOf(analysis));
        out.flush();
        if (repaced != null) {
            repaced.write(out);
        }
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = run.json();
        node.set("sweep", sweep);
        node.set("analysis", AnalysisJson.object(analysis));
        if (repaced != null) {
            node.set("repaced", repaced.json());
        }
        return node;
    }
}
