package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.LinkModel;
import org.paceline.nic.memory.Policer;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;
import org.paceline.utcp.tcp.ConnectionInvariants;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.recovery.RecoveryConfig;

/**
 * Loss recovery over a link in virtual time, invariants on after every frame: what users of other stacks complain of.
 */
class RecoveryOverALinkTest {
    private static final long MS = 1_000_000;
    private static final long US = 1_000;
    private static final long RATE = 100_000_000;
    private static final LinkModel PATH = LinkModel.defaults()
            .withRateBitsPerSecond(RATE)
            .withDelayNs(10 * MS)
            .withQueuePackets(400);

    private static TcpConfig with(RecoveryConfig recovery) {
        return TcpConfig.defaults().withSendBufferBytes(4 << 20).withRecovery(before -> recovery);
    }

    private static TcpInfo run(LinkModel model, RecoveryConfig recovery, double seconds) {
        BulkFlows flows = new BulkFlows(model, 1);
        BulkFlow flow = flows.start(with(recovery));
        flows.afterEveryFrame(() -> {
            if (flow.connected()) {
                ConnectionInvariants.check(flow.connection());
            }
        });
        flows.runFor(seconds);
        return flow.connection().info();
    }

    private static double megabits(TcpInfo info, double seconds) {
        return info.bytes().acked() * 8 / seconds / 1e6;
    }

    private static String text(TcpInfo info, double seconds) {
        return String.format(
                "%.1f Mb/s, %d of %d sent again, %d timeouts",
                megabits(info, seconds),
                info.segments().totalRetrans(),
                info.segments().dataSegsOut(),
                info.segments().totalRto());
    }

    /** Complaint 1: throughput decays under mere reordering. */
    @Test
    void reorderingWithoutLossLeavesTheThroughput() {
        LinkModel reordering = PATH.withReordering(0.02, 4 * MS);
        TcpInfo info = run(reordering, RecoveryConfig.defaults(), 3);
        TcpInfo classic = run(reordering, RecoveryConfig.classic(), 3);
        System.out.println("reordering: rack " + text(info, 3) + "; counting " + text(classic, 3));
        assertTrue(megabits(info, 3) >= 80, text(info, 3));
        assertTrue(megabits(info, 3) >= 5 * megabits(classic, 3), text(classic, 3));
        assertTrue(info.segments().totalRetrans() * 30 < info.segments().dataSegsOut(), text(info, 3));
        assertEquals(0, info.segments().totalRto());
    }

    @Test
    void randomLossIsRepairedWithoutTimeouts() {
        LinkModel lossy = PATH.withLoss(0.01);
        TcpInfo info = run(lossy, RecoveryConfig.defaults(), 5);
        TcpInfo classic = run(lossy, RecoveryConfig.classic(), 5);
        System.out.println("loss of 1 %: rack " + text(info, 5) + "; counting " + text(classic, 5));
        assertTrue(info.segments().totalRto() <= 1, text(info, 5));
        assertTrue(megabits(info, 5) >= megabits(classic, 5) * 0.95);
    }

    /** Complaint 5: the flow stops when the round trip is very small. */
    @Test
    void aRoundTripOfMicrosecondsWithLossDoesNotHang() {
        for (long delayNs : new long[] {0, 500, US, 5 * US}) {
            LinkModel near =
                    LinkModel.defaults().withDelayNs(delayNs).withLoss(0.01).withRateBitsPerSecond(10 * RATE);
            TcpInfo info = run(near, RecoveryConfig.defaults(), 0.5);
            System.out.println("round trip of " + 2 * delayNs + " ns: " + text(info, 0.5));
            assertTrue(megabits(info, 0.5) > 100, delayNs + " ns: " + text(info, 0.5));
        }
    }

    /** Complaint 6: a policer makes a storm of retransmissions. */
    @Test
    void aPolicerCostsNoMoreRetransmissionsThanItDrops() {
        LinkModel policed = PATH.withPolicer(new Policer(20_000_000, 30_000));
        TcpInfo info = run(policed, RecoveryConfig.defaults(), 5);
        System.out.println("policer of 20 Mb/s: " + text(info, 5));
        assertTrue(megabits(info, 5) >= 12, text(info, 5));
        assertTrue(info.segments().totalRetrans() * 5 < info.segments().dataSegsOut(), text(info, 5));
    }
}
