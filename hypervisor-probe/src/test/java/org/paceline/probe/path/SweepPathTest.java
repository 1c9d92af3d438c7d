package org.paceline.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.sweep.ClockOffset;
import org.paceline.probe.sweep.GapCurve;
import org.paceline.probe.sweep.GapTrain;
import org.paceline.probe.sweep.SweepPackets;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepTimes;

/** Bursts or not: P_coal of each gap and the analysis of all packets end in one answer. */
class SweepPathTest {
    private static final long GAP_NS = 100_000;
    private static final SweepPlan PLAN =
            new SweepPlan(List.of(GAP_NS, 1_000_000L, 10_000_000L), 20, 50, 200, 1_000_000_000, 1);
    private static final double LIMIT = 0.05;

    @Test
    void keptGapsAreNoBursts() {
        PathReport report = judged(0, 0);
        assertFalse(report.verdict().coalesced());
        assertEquals(Cause.NONE, report.verdict().first());
    }

    @Test
    void aGapThatIsClosedTooOftenIsABurstAlsoWhereAllPacketsTogetherShowNone() {
        PathReport report = judged(9, 0); // a pair in two trains of the shortest gap: 1 in 18 pairs
        assertTrue(report.verdict().coalesced());
        assertEquals(1, report.verdict().where());
        assertEquals(Cause.UNKNOWN, report.verdict().first());
        assertTrue(
                report.verdict().causes().get(0).evidence().get(0).contains("written 100 us apart"),
                report.verdict()::toString);
    }

    @Test
    void whatTheSenderItselfSentTogetherIsABurstAlthoughThePathClosedNoGap() {
        PathReport report = judged(0, 20);
        assertTrue(report.verdict().coalesced());
        assertEquals(0, report.verdict().where());
    }

    /**
     * A sweep.
     *
     * @param closeEvery packets of the shortest gap, one is seen right behind the one before it; 0 for none
     * @param stallEvery trains, the sender stands still for the half of one and then makes up for it; 0 for none
     */
    private static PathReport judged(int closeEvery, int stallEvery) {
        SweepTimes times = new SweepTimes(PLAN.packets());
        List<GapTrain> trains = PLAN.trains();
        for (int train = 0; train < trains.size(); train++) {
            GapTrain each = trains.get(train);
            boolean stalls = stallEvery > 0 && train % stallEvery == 0;
            for (int position = 0; position < each.packets(); position++) {
                int sequence = each.firstSequence() + position;
                long plannedNs = each.startNs() + position * each.gapNs();
                long stallNs = stalls && position < 15 ? Math.max(0, (15 - position) * each.gapNs() - 2_000) : 0;
                long writtenNs = plannedNs + stallNs + position % 3 * 100L;
                times.sent(sequence, plannedNs, writtenNs);
                boolean closed = closeEvery > 0 && each.gapNs() == GAP_NS && position % closeEvery == 0 && position > 0;
                times.arrived(sequence, writtenNs + 50_000 - (closed ? GAP_NS - 3_000 : 0));
            }
        }
        InetSocketAddress end = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        SweepResult sweep = new SweepResult(
                PLAN,
                "kernel",
                new ClockOffset(0, 0, 0, 0, 1),
                PLAN.packets(),
                0,
                0,
                0,
                GapCurve.of(trains, times),
                new SweepPackets(1, end, end, 0, times));
        return SweepPath.of(sweep, LIMIT, HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN));
    }
}
