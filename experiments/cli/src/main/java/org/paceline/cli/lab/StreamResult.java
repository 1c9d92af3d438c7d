package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.probe.AnalysisText;
import org.paceline.probe.path.PathReport;

/**
 * What a stream of the guest's kernel showed.
 *
 * @param run in which it did
 * @param analysis of two points: in the guest and at the TAP
 */
record StreamResult(GuestRun run, PathReport analysis) implements LabResult {
    @Override
    public void write(PrintWriter out) {
        out.println(run.title());
        out.print(AnalysisText.of(analysis));
        out.flush();
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = run.json();
        node.set("analysis", AnalysisJson.object(analysis));
        return node;
    }
}
