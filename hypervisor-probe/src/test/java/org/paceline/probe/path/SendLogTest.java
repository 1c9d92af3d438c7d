package org.paceline.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.capture.FlowTable;
import org.paceline.probe.capture.FlowTuple;
import org.paceline.probe.capture.PacketLog;
import org.paceline.probe.capture.ProbeFlow;

class SendLogTest {
    private static final long GAP_NS = 100_000;
    private static final int PACKETS = 4_000;
    private static final FlowTuple FLOW =
            new FlowTuple(17, IpAddress.parse("10.0.0.1"), 4_000, IpAddress.parse("10.0.0.2"), 5_301);

    private interface Lateness {
        long ofNs(int packet);
    }

    private static PathReport analysed(Lateness lateness) {
        FlowTable table = new FlowTable();
        SendLog sent = new SendLog(9, FLOW);
        PacketLog seen = new PacketLog();
        ProbeFlow flow = sent.register(table);
        for (int packet = 0; packet < PACKETS; packet++) {
            long plannedNs = packet * GAP_NS;
            long writtenNs = plannedNs + lateness.ofNs(packet);
            sent.add(packet, plannedNs, writtenNs, 200);
            long seenNs = writtenNs + 20_000 + packet % 7 * 100L;
            seen.add(seenNs, ProbeFlow.identity(9, packet), flow.flow(), packet, 242, 200, false);
        }
        List<ObservedPoint> points = List.of(
                sent.point("log", flow.flow(), ""), new ObservedPoint("host", seen, PACKETS, 50, List.of(), ""));
        HostEvidence host = HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN);
        return PathAnalysis.of(table, points, 0, host, line -> {});
    }

    @Test
    void aPunctualSenderIsLeftAlone() {
        PathReport report = analysed(packet -> 80 + packet % 5 * 20L);
        assertFalse(report.verdict().coalesced());
        assertEquals(PACKETS, report.matched());
        assertEquals(120, Objects.requireNonNull(report.latenessNs()).median(), 20);
    }

    @Test
    void latePacketsAreJudgedByTheirPlan() {
        // each 50th wake-up is half a millisecond late; what was due meanwhile leaves at once
        PathReport report = analysed(packet -> Math.max(0, 500_000 - packet % 50 * GAP_NS + packet % 50 * 2_000L));
        assertTrue(report.verdict().coalesced());
        assertEquals(0, report.verdict().where());
        assertEquals(Cause.PACER_LATE, report.verdict().first());
        assertEquals(500_000, Objects.requireNonNull(report.latenessNs()).at(1), 1_000);
    }

    @Test
    void longRareStallsAreAPauseOfTheMachine() {
        PathReport report = analysed(packet -> packet < 2_000 || packet >= 2_800
                ? 100
                : Math.max(100, 80_000_000 - (packet - 2_000) * (GAP_NS - 1_000)));
        assertTrue(report.verdict().coalesced());
        assertEquals(0, report.verdict().where());
        assertEquals(Cause.JVM_PAUSE, report.verdict().first());
    }

    @Test
    void aPlanWithUnevenGapsIsNoStall() {
        // trains of 20 packets 10 us apart with 5 ms between: silence and then a train, but as planned
        FlowTable table = new FlowTable();
        SendLog sent = new SendLog(9, FLOW);
        ProbeFlow flow = sent.register(table);
        for (int packet = 0; packet < PACKETS; packet++) {
            long plannedNs = packet / 20 * 5_000_000L + packet % 20 * 10_000L;
            sent.add(packet, plannedNs, plannedNs + 100, 200);
        }
        HostEvidence host = HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN);
        PathReport report = PathAnalysis.of(table, List.of(sent.point("log", flow.flow(), "")), 0, host, line -> {});
        assertFalse(report.verdict().coalesced());
    }
}
