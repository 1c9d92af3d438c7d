package org.paceline.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.analysis.GapStatistics;
import org.paceline.probe.analysis.TrainDetector;
import org.paceline.testbed.DelayNodeReport;

/** The results as a document for programs; its shape is schema 1. */
final class ResultsJson {
    private static final int SCHEMA = 1;
    private static final double NS_PER_MS = 1e6;

    private ResultsJson() {}

    static ObjectNode document(DemoResult result) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", SCHEMA);
        ObjectNode host = document.putObject("host");
        host.put("kernel", result.host().kernel());
        host.put("cpu", result.host().cpuModel());
        host.put("cores", result.host().cores());
        host.put("hypervisor", result.host().hypervisor());
        host.put("clock_source", result.host().clockSource());
        host.put("jdk", result.host().jdk());
        ObjectNode path = document.putObject("path");
        path.put("description", result.path());
        path.put("virtual_time", result.virtualTime());
        path.put("rate_bps", result.plan().rateBitsPerSecond());
        path.put("rtt_ms", result.plan().rttMs());
        path.put("queue_packets", result.plan().queuePackets());
        path.put("seconds", result.plan().seconds());
        path.put("rounds", result.plan().rounds());
        path.put("back_to_back_threshold_ns", result.thresholdNs());
        path.put("quarter_pace_ns", result.plan().quarterPace().thetaNs(DemoPlan.FULL_FRAME_BYTES));
        path.put("time_stamp_noise_ns", result.stampNoiseNs());
        result.arms().forEach(arm -> write(document.withArray("arms").addObject(), arm));
        document.putArray("notes");
        result.notes().forEach(document.withArray("notes")::add);
        return document;
    }

    private static void write(ObjectNode node, ArmResult arm) {
        node.put("name", arm.arm().id());
        node.put("goodput_bps", arm.goodputBitsPerSecond());
        node.put("retransmits", arm.retransmits());
        node.put("drops", arm.drops());
        node.put("queue_peak_packets", arm.queuePeakPackets());
        writeTrains(node, arm.trains());
        node.put("train_weighted_mean_quarter_pace", arm.looseTrains().lengths().weightedMean());
        writeGaps(node.putObject("gap_ns"), arm.gaps());
        writePercentiles(node, "departure_error_ns", arm.departureErrorNs());
        writePercentiles(node, "noise_floor_ns", arm.noiseFloorNs());
        node.put("steal_ms", arm.stealMs());
        Percentiles lateness = arm.nodeLatenessNs();
        node.putObject("node_lateness_ns")
                .put("p50", lateness.p50())
                .put("p99", lateness.p99())
                .put("max", lateness.max());
        node.put("capture", arm.capture());
        arm.rounds().forEach(round -> write(node.withArray("rounds").addObject(), round));
    }

    private static void write(ObjectNode node, RoundResult round) {
        RoundRecord record = round.record();
        DelayNodeReport report = record.node();
        node.put("round", record.round());
        node.put("goodput_bps", record.goodputBitsPerSecond());
        node.put("received_bytes", record.receivedBytes());
        node.put("seconds", record.seconds());
        node.put("segments", round.segments().frames());
        node.put("retransmits", round.data().retransmittedSegments());
        node.put("drops", report.droppedFrames());
        node.put("queue_peak_packets", report.peakQueuePackets());
        writeTrains(node, round.trains());
        writePercentiles(node, "departure_error_ns", record.departureErrorNs());
        writePercentiles(node, "noise_floor_ns", record.noiseFloorNs());
        node.put("steal_ms", record.stealMs());
        node.putObject("node_lateness_ns")
                .put("p50", report.latenessP50Ns())
                .put("p99", report.latenessP99Ns())
                .put("max", report.latenessMaxNs());
        node.put("node_realtime", report.realtime());
        node.put("node_missed_frames", report.missedFrames());
        node.put("connection", round.data().key().toString());
        node.put(
                "wire_ms",
                (round.segments().timeNs(round.segments().frames() - 1)
                                - round.segments().timeNs(0))
                        / NS_PER_MS);
    }

    private static void writeTrains(ObjectNode node, TrainDetector trains) {
        node.put("back_to_back_share", trains.backToBackShare());
        node.put("train_weighted_mean", trains.lengths().weightedMean());
        node.put("train_weighted_p99", trains.lengths().weightedQuantile(0.99));
        node.put("train_max", trains.lengths().max());
    }

    private static void writeGaps(ObjectNode node, GapStatistics gaps) {
        node.put("p1", gaps.percentileNs(1));
        node.put("p50", gaps.percentileNs(50));
        node.put("p99", gaps.percentileNs(99));
        node.put("coefficient_of_variation", gaps.coefficientOfVariation());
    }

    private static void writePercentiles(ObjectNode node, String name, @Nullable Percentiles percentiles) {
        if (percentiles == null) {
            node.putNull(name);
        } else {
            node.putObject(name).put("p50", percentiles.p50()).put("p99", percentiles.p99());
        }
    }
}
