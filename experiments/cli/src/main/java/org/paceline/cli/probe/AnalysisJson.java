package org.paceline.cli.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.RateBursts;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.TrainLengths;
import org.paceline.probe.analysis.ValueQuantiles;
import org.paceline.probe.analysis.VirtualQueue;
import org.paceline.probe.analysis.cause.CauseLikelihood;
import org.paceline.probe.path.PathReport;

/** A report as JSON, schema 1 (docs/probe.md). A figure that was not measured is null. */
public final class AnalysisJson {
    private static final int SCHEMA = 1;

    private AnalysisJson() {}

    public static String of(PathReport report) {
        return object(report).toPrettyString();
    }

    /** The same, to stand in another document. */
    public static ObjectNode object(PathReport report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("schema", SCHEMA);
        root.put("coalesced", report.verdict().coalesced());
        root.put("confidence", report.verdict().confidence().name().toLowerCase(Locale.ROOT));
        root.put("where", where(report));
        ArrayNode verdict = root.putArray("verdict");
        report.verdict().causes().forEach(cause -> cause(verdict.addObject(), cause));
        ArrayNode points = root.putArray("points");
        report.points().forEach(point -> point(points.addObject(), point));
        root.put("matched", report.matched());
        clock(root, report.clock());
        ArrayNode hops = root.putArray("hops");
        report.hops().forEach(hop -> hop(hops.addObject(), hop));
        sender(root, report.sender());
        lateness(root, report.latenessNs());
        root.put("flow_count", report.flowCount());
        ArrayNode flows = root.putArray("flows");
        for (PathReport.Flow flow : report.flows()) {
            ObjectNode node = flows.addObject().put("flow", flow.name()).put("matched", flow.matched());
            ArrayNode reports = node.putArray("points");
            flow.reports().forEach(figures -> figures(reports.addObject(), figures));
        }
        ArrayNode notes = root.putArray("notes");
        report.notes().forEach(notes::add);
        return root;
    }

    /** Where the spacing was lost, in words. */
    public static String where(PathReport report) {
        return where(report, UnaryOperator.identity());
    }

    /** @param named how a point is called, by its file */
    static String where(PathReport report, UnaryOperator<String> named) {
        int where = report.verdict().where();
        if (where < 0) {
            return "nowhere";
        }
        if (where == 0 || report.hops().isEmpty()) {
            return "at the sender";
        }
        PathReport.Hop hop = report.hops().get(where - 1);
        return "between " + named.apply(hop.from()) + " and " + named.apply(hop.to());
    }

    private static void cause(ObjectNode node, CauseLikelihood cause) {
        node.put("cause", cause.cause().id());
        node.put("likelihood", cause.likelihood());
        ArrayNode evidence = node.putArray("evidence");
        cause.evidence().forEach(evidence::add);
        node.put("remedy", cause.cause().remedy());
    }

    private static void point(ObjectNode node, PathReport.Point point) {
        node.put("file", point.name());
        node.put("frames", point.frames());
        node.put("packets", point.packets());
        node.put("retransmissions", point.retransmissions());
        node.put("acknowledgments", point.acknowledgments());
        node.put("other_packets", point.others());
        put(node, "merged_share", point.mergedShare());
        node.put("partial", !point.note().isEmpty());
        figures(node, point.report());
    }

    private static void figures(ObjectNode node, @Nullable BurstReport figures) {
        if (figures == null) {
            for (String name :
                    new String[] {"back_to_back_share", "train_weighted_mean", "burst_excess_packets", "cov"}) {
                node.putNull(name);
            }
            return;
        }
        put(node, "back_to_back_share", figures.backToBackShare());
        put(node, "train_weighted_mean", figures.trains().weightedMean());
        put(node, "burst_excess_packets", figures.burstExcessPackets());
        put(node, "cov", figures.gaps().coefficientOfVariation());
        put(node, "cov_normalised", figures.normalisedCov());
        node.put("threshold_ns", figures.thetaNs());
        put(node, "link_bps", figures.linkBitsPerSecond() > 0 ? figures.linkBitsPerSecond() : Double.NaN);
        put(node, "mean_bps", figures.bitsPerSecond());
        node.put("bytes", figures.bytes());
        put(node, "seconds", figures.durationNs() / 1e9);
        trains(node.putObject("trains"), figures.trains());
        trains(node.putObject("trains_quarter_gap"), figures.loose());
        ObjectNode gaps = node.putObject("gap_ns");
        put(gaps, "mean", figures.gaps().meanNs());
        for (int percent : new int[] {1, 10, 50, 90, 99, 100}) {
            gaps.put("p" + percent, figures.gaps().percentileNs(percent));
        }
        ObjectNode queue = node.putObject("virtual_queue_bytes");
        queue(queue.putObject("at_1_00"), figures.queueAtRate());
        queue(queue.putObject("at_1_05"), figures.queueAt105());
        queue(queue.putObject("at_1_25"), figures.queueAt125());
        ArrayNode spectrum = node.putArray("dispersion");
        figures.spectrum().forEach(entry -> {
            ObjectNode scale = spectrum.addObject().put("tau_ns", entry.tauNs());
            put(scale, "idc", entry.dispersion());
            put(scale, "peak_to_mean", entry.peakToMean());
        });
        ObjectNode bursts = node.putObject("rate_bursts");
        bursts(bursts.putObject("bins_100us"), figures.bursts100us());
        bursts(bursts.putObject("bins_1ms"), figures.bursts1ms());
        ObjectNode intervals = node.putObject("train_starts");
        intervals.put("trains", figures.intervals().trains());
        quantiles(intervals, "interval_ns", figures.intervals().intervalsNs());
        quantiles(intervals, "bytes", figures.intervals().bytes());
    }

    private static void trains(ObjectNode node, TrainLengths trains) {
        node.put("count", trains.trains());
        put(node, "weighted_mean", trains.weightedMean());
        node.put("weighted_p50", trains.weightedQuantile(0.5));
        node.put("weighted_p99", trains.weightedQuantile(0.99));
        node.put("max", trains.max());
    }

    private static void queue(ObjectNode node, VirtualQueue queue) {
        put(node, "max", queue.peakBytes());
        put(node, "p99", queue.p99Bytes());
    }

    private static void bursts(ObjectNode node, RateBursts bursts) {
        node.put("count", bursts.bursts());
        put(node, "byte_share", bursts.byteShare());
        node.put("longest_ns", bursts.longestNs());
    }

    private static void clock(ObjectNode root, @Nullable ClockFit clock) {
        ObjectNode node = root.putObject("clock");
        if (clock == null) {
            node.putNull("offset_ns").putNull("drift_ppm").put("drift_known", false);
        } else {
            node.put("offset_ns", clock.offsetNs());
            put(node, "drift_ppm", clock.driftKnown() ? clock.driftPpm() : Double.NaN);
            node.put("drift_known", clock.driftKnown());
        }
    }

    private static void hop(ObjectNode node, PathReport.Hop hop) {
        node.put("from", hop.from())
                .put("to", hop.to())
                .put("matched", hop.matched())
                .put("lost", hop.lost());
        clock(node, hop.clock());
        HopFeatures features = hop.features();
        if (features == null) {
            return;
        }
        put(node, "coalesced_share", features.shareInTrainsFrom(2));
        put(node, "coalesced_share_3", features.shareInTrainsFrom(3));
        put(node, "train_weighted_mean", features.lengths().weightedMean());
        node.put("train_max", features.lengths().max());
        put(node, "passed_share", features.passedShare());
        put(node, "reordered_share", features.reorderedShare());
        put(node, "sawtooth_slope", features.slope());
        put(node, "jump_share", features.jumpShare());
        put(node, "held_time_share", features.heldShare());
        quantiles(node, "hold_ns", features.holdsNs());
        quantiles(node, "single_delay_ns", features.singleDelaysNs());
        quantiles(node, "train_packets", features.sizes());
        quantiles(node, "train_bytes", features.trainBytes());
        quantiles(node, "train_interval_ns", features.intervalsNs());
        quantiles(node, "inner_gap_ns", features.innerGapsNs());
        ArrayNode curve = node.putArray("p_coal");
        features.curve().forEach(entry -> curve.addObject()
                .put("from_ns", entry.fromNs())
                .put("pairs", entry.pairs())
                .put("share", entry.share()));
    }

    private static void sender(ObjectNode root, @Nullable SenderFeatures sender) {
        if (sender == null) {
            root.putNull("sender");
            return;
        }
        ObjectNode node = root.putObject("sender");
        put(node, "typical_gap_ns", sender.typicalGapNs());
        node.put("stalls", sender.stalls());
        put(node, "stalls_per_second", sender.stallsPerSecond());
        put(node, "stalled_time_share", sender.stalledShare());
        put(node, "caught_up_share", sender.caughtUpShare());
        quantiles(node, "stall_ns", sender.stallsNs());
        quantiles(node, "train_packets", sender.sizes());
        node.put("poisson", sender.poisson());
    }

    private static void lateness(ObjectNode root, @Nullable ValueQuantiles latenessNs) {
        if (latenessNs != null) {
            ObjectNode node = root.putObject("lateness_ns");
            put(node, "p50", latenessNs.at(0.5));
            put(node, "p90", latenessNs.at(0.9));
            put(node, "p99", latenessNs.at(0.99));
            put(node, "max", latenessNs.at(1));
        }
    }

    private static void quantiles(ObjectNode parent, String name, ValueQuantiles values) {
        ObjectNode node = parent.putObject(name);
        put(node, "p10", values.at(0.1));
        put(node, "p50", values.at(0.5));
        put(node, "p90", values.at(0.9));
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
