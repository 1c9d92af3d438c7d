package org.paceline.cli.pacebench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.analysis.GapStatistics;

/** The result as a document for programs: every turn, and medians an arm. Its shape is schema 1. */
final class BenchJson {
    private static final int SCHEMA = 1;

    private BenchJson() {}

    static ObjectNode document(BenchResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", SCHEMA);
        ObjectNode host = document.putObject("host");
        host.put("kernel", result.host().kernel())
                .put("cpu", result.host().cpuModel())
                .put("cores", result.host().cores())
                .put("hypervisor", result.host().hypervisor())
                .put("clock_source", result.host().clockSource())
                .put("jdk", result.host().jdk());
        document.putObject("plan")
                .put("seconds", result.plan().seconds())
                .put("warm_up_seconds", BenchPlan.WARM_UP_SECONDS)
                .put("rounds", result.plan().rounds())
                .put("packet_bytes", Arm.PACKET_BYTES)
                .put("cpu", result.plan().scheduling().cpu())
                .put("realtime", result.plan().scheduling().realtime());
        document.put("time_stamp_noise_ns", result.stampNoiseNs());
        document.put("steal_ms", result.stealMs());
        ObjectNode floor = document.putObject("noise_floor");
        result.turns().forEach(turn -> floor(floor, turn));
        result.turns().forEach(turn -> turn(document.withArray("runs").addObject(), turn));
        result.summaries().forEach(summary -> summary(document.withArray("arms").addObject(), summary));
        return document;
    }

    /** The smallest median that each waiter reached at each rate: what this host allowed while the bench ran. */
    private static void floor(ObjectNode node, Turn turn) {
        Arm arm = turn.arm();
        if (arm.waiter() == null) {
            return;
        }
        ObjectNode waiter = node.withObject("/" + arm.waiterId());
        String rate = Long.toString(arm.rateBitsPerSecond());
        long p50 = Math.min(turn.floorBeforeNs().p50(), turn.floorAfterNs().p50());
        long p99 = Math.min(turn.floorBeforeNs().p99(), turn.floorAfterNs().p99());
        ObjectNode best = waiter.withObject("/" + rate);
        best.put("p50", best.has("p50") ? Math.min(best.get("p50").asLong(), p50) : p50);
        best.put("p99", best.has("p99") ? Math.min(best.get("p99").asLong(), p99) : p99);
    }

    private static void name(ObjectNode node, Arm arm) {
        node.put("mechanism", arm.mechanism().id())
                .put("device", arm.device().id())
                .put("waiter", arm.waiterId())
                .put("rate_bps", arm.rateBitsPerSecond())
                .put("gap_ns", arm.gapNs());
    }

    private static void turn(ObjectNode node, Turn turn) {
        name(node, turn.arm());
        node.put("round", turn.round()).put("order", turn.order());
        node.put("refused", turn.refusal());
        percentiles(node.putObject("noise_floor_before_ns"), turn.floorBeforeNs());
        percentiles(node.putObject("noise_floor_after_ns"), turn.floorAfterNs());
        node.put("steal_ms", turn.stealMs());
        Sent sent = turn.sent();
        Turn.Seen seen = turn.seen();
        if (sent == null || seen == null) {
            return;
        }
        departures(node, turn.departures());
        node.put("cpu_share", sent.cpuShare());
        node.put("cpu_ns_per_packet", turn.cpuNsPerPacket());
        node.put("retransmits", sent.retransmits());
        sent.refusals().forEach(node.putArray("not_granted")::add);
        seen(node, turn.arm(), seen);
    }

    private static void departures(ObjectNode node, @Nullable DepartureTimes times) {
        if (times == null) {
            node.putNull("error_ns");
            return;
        }
        node.put("departures", times.departures()).put("unplanned", times.unplanned());
        percentiles(node.putObject("error_ns"), times.errorNs());
        ObjectNode within = node.putObject("error_within_ns");
        Turn.TOLERANCES_NS.forEach(each -> within.put(Long.toString(each), times.shareWithin(each)));
    }

    private static void seen(ObjectNode node, Arm arm, Turn.Seen seen) {
        GapStatistics gaps = seen.gaps();
        node.put("packets", seen.packets())
                .put("achieved_bps", seen.achievedBitsPerSecond())
                .put("back_to_back_threshold_ns", seen.thetaNs())
                .put("back_to_back_share", seen.trains().backToBackShare())
                .put("train_weighted_mean", seen.trains().lengths().weightedMean())
                .put("train_max", seen.trains().lengths().max())
                .put("capture_lost_frames", seen.lostFrames());
        node.putObject("gaps_ns")
                .put("p1", gaps.percentileNs(1))
                .put("p50", gaps.percentileNs(50))
                .put("p99", gaps.percentileNs(99))
                .put("coefficient_of_variation", gaps.coefficientOfVariation());
        ObjectNode within = node.putObject("gap_within_ns");
        Turn.TOLERANCES_NS.forEach(each -> within.put(Long.toString(each), gaps.shareWithin(arm.gapNs(), each)));
    }

    private static void summary(ObjectNode node, ArmSummary summary) {
        name(node, summary.arm());
        node.put("refused", summary.refusal());
        number(node, "achieved_bps", summary.seen(Turn.Seen::achievedBitsPerSecond));
        number(node, "error_p50_ns", summary.errorNs(50));
        number(node, "error_p99_ns", summary.errorNs(99));
        number(node, "error_p50_to_bare_loop", summary.errorRatio(50));
        number(node, "error_p99_to_bare_loop", summary.errorRatio(99));
        number(node, "unplanned_share", summary.unplannedShare());
        number(node, "back_to_back_share", summary.seen(seen -> seen.trains().backToBackShare()));
        number(node, "train_weighted_mean", summary.seen(seen -> seen.trains()
                .lengths()
                .weightedMean()));
        number(node, "train_max", summary.seen(seen -> seen.trains().lengths().max()));
        number(node, "cpu_share", summary.cpuShare());
    }

    /** A figure that an arm does not have is null, for NaN is no JSON. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static void percentiles(ObjectNode node, Percentiles ns) {
        node.put("p50", ns.p50())
                .put("p90", ns.p90())
                .put("p99", ns.p99())
                .put("p99_9", ns.p99_9())
                .put("max", ns.max());
    }
}
