package org.paceline.cli.iperf.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.measure.PacedSummary;
import org.paceline.cli.iperf.measure.ThreadGrants;
import org.paceline.pacer.measure.Lateness;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.measure.WithinShare;

/** The {@code paceline} object: what iperf3 has no field for. */
final class PacedJson {
    private PacedJson() {}

    static void write(ObjectNode node, PacedSummary paced) {
        node.put("policy", paced.policy());
        node.put("departures", paced.error().departures());
        node.put("unplanned", paced.error().unplanned());
        percentiles(node.putObject("departure_error_ns"), paced.error().errorNs());
        within(node.putObject("departure_error_within_ns"), paced.error().within());
        node.putObject("gap_ns")
                .put("p1", paced.gapNs().p1())
                .put("p50", paced.gapNs().p50())
                .put("p99", paced.gapNs().p99());
        within(node.putObject("gap_error_within_ns"), paced.gapError().within());
        if (paced.stamps().stamped() > 0) {
            ObjectNode stamps =
                    node.putObject("tx_stamps").put("stamped", paced.stamps().stamped());
            percentiles(stamps.putObject("from_release_ns"), paced.stamps().fromReleaseNs());
            percentiles(stamps.putObject("from_plan_ns"), paced.stamps().fromPlanNs());
        }
        node.put("micro_bursts", paced.gapError().microBursts());
        node.put("back_to_back_share", known(paced.backToBackShare()));
        node.put("train_weighted_mean", known(paced.trainWeightedMean()));
        node.put("late", paced.error().late());
        Lateness lateness = paced.error().lateness();
        node.put("credited", lateness.credited());
        node.put("credited_ns", lateness.creditedNs());
        node.put("skipped", lateness.skipped());
        node.put("skipped_ns", lateness.skippedNs());
        percentiles(node.putObject("noise_floor_ns"), paced.noiseFloorNs());
        node.put("steal_ms", paced.stealMs());
        node.put("back_to_back_threshold_ns", paced.backToBackThresholdNs());
        node.put("unobserved_departures", paced.unobservedDepartures());
        node.putObject("ipg")
                .put("mechanism", paced.holding().mechanism())
                .put("granted", paced.holding().granted())
                .put("reason", paced.holding().reason());
        thread(node.putObject("thread"), paced);
    }

    private static void thread(ObjectNode node, PacedSummary paced) {
        ThreadGrants grants = paced.grants();
        node.put("wait", grants.waiting());
        node.put("timer_slack_ns", grants.timerSlackNs() < 0 ? null : grants.timerSlackNs());
        node.put("cpu", grants.cpu() == ThreadGrants.ANY_CPU ? null : grants.cpu());
        node.put("policy", grants.policy());
        node.put("priority", grants.realtimePriority());
        node.put("cpu_share", known(paced.cost().cpuShare()));
        node.put("spun_share", known(paced.cost().spunShare()));
        node.put("cpu_ns_per_packet", known(paced.cpuNsPerPacket()));
    }

    private static void percentiles(ObjectNode node, Percentiles values) {
        node.put("p50", values.p50())
                .put("p90", values.p90())
                .put("p99", values.p99())
                .put("p99_9", values.p99_9())
                .put("max", values.max());
    }

    /** The bound is the name, the share the value. */
    private static void within(ObjectNode node, List<WithinShare> shares) {
        for (WithinShare within : shares) {
            node.put(String.valueOf(within.boundNs()), known(within.share()));
        }
    }

    /** JSON has no NaN: what a run of no gaps does not have is null. */
    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
