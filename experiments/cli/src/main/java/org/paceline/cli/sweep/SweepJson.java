package org.paceline.cli.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.sweep.ClockOffset;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapPoint;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepResult;

/** A sweep as a JSON document, {@code "schema": 1}; times in nanoseconds under names that end in {@code _ns}. */
public final class SweepJson {
    private static final int SCHEMA = 1;

    private SweepJson() {}

    /**
     * The document.
     *
     * @param analysis of the packets as they were written and as they were seen, as probe analyze tells it
     * @param host as HostJson has it, of the sender meanwhile; null when it was not watched
     */
    public static ObjectNode object(SweepResult result, ObjectNode analysis, @Nullable ObjectNode host) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        SweepPlan plan = result.plan();
        document.put("schema", SCHEMA);
        document.put("transport", plan.transport().name().toLowerCase(Locale.ROOT));
        document.putObject("plan")
                .put("train_packets", plan.trainPackets())
                .put("trains_per_gap", plan.trainsPerGap())
                .put("payload_bytes", plan.payloadBytes())
                .put("cap_bits_per_second", plan.capBitsPerSecond())
                .put("seed", plan.seed());
        ClockOffset clock = result.clock();
        document.putObject("clock")
                .put("offset_ns", clock.offsetNs())
                .put("drift_ppm", clock.driftPpm())
                .put("uncertainty_ns", clock.uncertaintyNs())
                .put("exchanges", clock.exchanges());
        document.put("stamps", result.stamps());
        document.put("back_to_back_ns", GapCurve.BACK_TO_BACK_NS);
        document.put("sent", result.sent()).put("lost", result.lost());
        document.put("resent_segments", result.resent()).put("set_aside", result.setAside());
        ArrayNode curve = document.putArray("curve");
        result.curve().forEach(point -> put(point, curve.addObject()));
        if (host != null) {
            document.set("host", host);
        }
        document.set("analysis", analysis);
        return document;
    }

    private static void put(GapPoint point, ObjectNode node) {
        node.put("gap_ns", point.gapNs())
                .put("pairs", point.pairs())
                .put("kept_apart", point.keptApart())
                .put("coalesced_share", point.coalescedShare())
                .put("resolved", point.resolved())
                .put("written_train_weighted_mean", point.writtenTrainMean())
                .put("train_weighted_mean", point.seenTrainMean())
                .put("written_gap_p50_ns", point.writtenGapNs());
        GapPoint.Spread seen = point.seenGapNs();
        node.put("gap_p10_ns", seen.p10()).put("gap_p50_ns", seen.p50()).put("gap_p90_ns", seen.p90());
    }
}
