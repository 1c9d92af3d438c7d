package org.paceline.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A verified sweep as JSON: the document of the sweep after the remedy, with {@code verification} in it. */
public final class ChangeJson {
    private ChangeJson() {}

    public static ObjectNode object(SweepChange change) {
        ObjectNode document = change.after().json();
        ObjectNode node = document.putObject("verification");
        node.put("remedy", change.remedy().command());
        node.put("outcome", change.outcome().name().toLowerCase(Locale.ROOT));
        node.put("coalesced_before", change.before().coalesced());
        node.put("coalesced_after", change.after().coalesced());
        node.put("train_weighted_mean_before", change.before().sweep().seenTrainMean());
        node.put("train_weighted_mean_after", change.after().sweep().seenTrainMean());
        ArrayNode gaps = node.putArray("gaps");
        for (SweepChange.Row row : change.rows()) {
            gaps.addObject()
                    .put("gap_ns", row.before().gapNs())
                    .put("coalesced_share_before", row.before().coalescedShare())
                    .put("coalesced_share_after", row.after().coalescedShare())
                    .put("train_weighted_mean_before", row.before().seenTrainMean())
                    .put("train_weighted_mean_after", row.after().seenTrainMean());
        }
        node.set("before", change.before().json());
        return document;
    }
}
