package org.paceline.cli.iperf.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.measure.PacedSummary;

/** The {@code paceline} object: what iperf3 has no field for. */
final class PacedJson {
    private PacedJson() {}

    static void write(ObjectNode node, PacedSummary paced) {
        node.put("policy", paced.policy());
        node.put("departures", paced.departures());
        node.putObject("departure_error_ns")
                .put("p50", paced.errorNs().p50())
                .put("p90", paced.errorNs().p90())
                .put("p99", paced.errorNs().p99())
                .put("p99_9", paced.errorNs().p99_9())
                .put("max", paced.errorNs().max());
        node.putObject("gap_ns")
                .put("p1", paced.gapNs().p1())
                .put("p50", paced.gapNs().p50())
                .put("p99", paced.gapNs().p99());
        node.put("back_to_back_share", known(paced.backToBackShare()));
        node.put("train_weighted_mean", known(paced.trainWeightedMean()));
        node.put("late", paced.late());
        node.putObject("noise_floor_ns")
                .put("p50", paced.noiseFloorNs().p50())
                .put("p99", paced.noiseFloorNs().p99());
        node.put("steal_ms", paced.stealMs());
        node.put("back_to_back_threshold_ns", paced.backToBackThresholdNs());
        node.put("unobserved_departures", paced.unobservedDepartures());
    }

    /** JSON has no NaN: what a run of no gaps does not have is null. */
    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
