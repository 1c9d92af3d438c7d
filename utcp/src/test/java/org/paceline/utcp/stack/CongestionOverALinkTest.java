package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.nic.memory.LinkModel;
import org.paceline.utcp.simulation.BulkFlow;
import org.paceline.utcp.simulation.BulkFlows;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** Congestion control against a drop-tail bottleneck in virtual time: use of the path, queue, losses and fairness. */
class CongestionOverALinkTest {
    private static final long MS = 1_000_000;
    private static final long RATE = 100_000_000;

    /** Round trip of 20 ms: 166 full frames. */
    private static final LinkModel PATH = LinkModel.defaults()
            .withRateBitsPerSecond(RATE)
            .withDelayNs(10 * MS)
            .withQueuePackets(200);

    /** A fifth of it: 33 full frames, and as many in the queue. */
    private static final LinkModel NARROW = PATH.withRateBitsPerSecond(RATE / 5).withQueuePackets(34);

    /** Payload of a full segment with timestamps, and what it is on the line. */
    private static final double PAYLOAD_SHARE = 1_448.0 / (1_514 + LinkModel.WIRE_OVERHEAD_BYTES);

    private static TcpConfig with(CongestionAlgorithm algorithm) {
        return TcpConfig.defaults().withCongestion(algorithm).withSendBufferBytes(4 << 20);
    }

    /** Share of the path that a flow used in so many seconds. */
    private static double use(BulkFlows flows, BulkFlow flow, double seconds, long rate) {
        long beforeBytes = flow.acknowledgedBytes();
        flows.runFor(seconds);
        return (flow.acknowledgedBytes() - beforeBytes) * 8 / (seconds * rate * PAYLOAD_SHARE);
    }

    private static double jain(double... shares) {
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            sum += share;
            squares += share * share;
        }
        return sum * sum / (shares.length * squares);
    }

    @Test
    void cubicUsesThePathOnceItHasStarted() {
        BulkFlows flows = new BulkFlows(PATH, 1);
        BulkFlow flow = flows.start(with(CongestionAlgorithm.CUBIC));
        flows.runFor(2);
        double use = use(flows, flow, 8, RATE);
        System.out.printf("cubic uses %.3f of 100 Mb/s x 20 ms%n", use);
        assertTrue(use >= 0.95, "use " + use);
    }

    @Test
    void bbrUsesThePathOnceItHasStarted() {
        BulkFlows flows = new BulkFlows(PATH, 1);
        BulkFlow flow = flows.start(with(CongestionAlgorithm.BBR));
        flows.runFor(2);
        double use = use(flows, flow, 8, RATE);
        System.out.printf("bbr uses %.3f of 100 Mb/s x 20 ms%n", use);
        assertTrue(use >= 0.9, "use " + use);
        double pacing = flow.connection().info().rates().pacing() * 8 / (RATE * PAYLOAD_SHARE);
        assertTrue(pacing > 0.7 && pacing < 1.3, "it paces without a policy, within its gains: " + pacing);
    }

    /** A queue of two bandwidth-delay products: the round trip tells of it before it is full. */
    private static long lossesOfStart(boolean hyStart) {
        BulkFlows flows = new BulkFlows(PATH.withQueuePackets(400), 1);
        flows.start(with(CongestionAlgorithm.CUBIC).withWindow(window -> window.withHyStart(hyStart)));
        flows.runFor(1);
        return flows.bottleneck().droppedQueue();
    }

    @Test
    void hyStartLeavesSlowStartWithFewerLosses() {
        long without = lossesOfStart(false);
        long with = lossesOfStart(true);
        System.out.printf("slow start loses %d segments, with HyStart++ %d%n", without, with);
        assertTrue(without >= 400, "slow start overflows the queue: " + without);
        assertTrue(with * 5 <= without, "losses " + with + " of " + without);
    }

    private static double meanQueue(CongestionAlgorithm algorithm) {
        BulkFlows flows = new BulkFlows(PATH, 1);
        flows.start(with(algorithm));
        flows.runFor(2);
        flows.forgetQueue();
        flows.runFor(8);
        return flows.meanQueuePackets();
    }

    @Test
    void bbrKeepsTheQueueShortWhereCubicFillsIt() {
        double cubic = meanQueue(CongestionAlgorithm.CUBIC);
        double bbr = meanQueue(CongestionAlgorithm.BBR);
        System.out.printf("mean queue: cubic %.1f packets, bbr %.1f%n", cubic, bbr);
        assertTrue(bbr * 4 <= cubic, "bbr " + bbr + ", cubic " + cubic);
    }

    private static double fairness(CongestionAlgorithm first, CongestionAlgorithm second, double seconds) {
        BulkFlows flows = new BulkFlows(NARROW, 7);
        BulkFlow one = flows.start(with(first));
        flows.runFor(2);
        BulkFlow other = flows.start(with(second));
        long beforeBytes = one.acknowledgedBytes();
        flows.runFor(seconds);
        double index = jain((double) (one.acknowledgedBytes() - beforeBytes), (double) other.acknowledgedBytes());
        System.out.printf(
                "%s %d bytes, %s %d bytes: Jain %.3f%n",
                first.linuxName(),
                one.acknowledgedBytes() - beforeBytes,
                second.linuxName(),
                other.acknowledgedBytes(),
                index);
        return index;
    }

    @Test
    void twoCubicFlowsShareThePath() {
        assertTrue(fairness(CongestionAlgorithm.CUBIC, CongestionAlgorithm.CUBIC, 60) >= 0.95);
    }

    @Test
    void cubicAndRenoShareAPathOnWhichRenoDoesWell() {
        assertTrue(fairness(CongestionAlgorithm.CUBIC, CongestionAlgorithm.RENO, 30) >= 0.8);
        assertTrue(fairness(CongestionAlgorithm.RENO, CongestionAlgorithm.CUBIC, 30) >= 0.8);
    }

    /** Complaint 12: seastar#1015. Limited transmit may send two segments beyond cwnd (RFC 3042). */
    @Test
    void whatIsInFlightNeverExceedsTheCongestionWindow() {
        for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
            BulkFlows flows = new BulkFlows(NARROW.withLoss(0.01).withQueuePackets(20), 3);
            BulkFlow flow = flows.start(with(algorithm));
            long[] sentBefore = new long[1];
            flows.afterEveryFrame(() -> {
                if (flow.connected()) {
                    check(flow.connection().info(), sentBefore);
                }
            });
            flows.runFor(5);
        }
    }

    private static void check(TcpInfo info, long[] sentBefore) {
        if (info.bytes().sentOnce() > sentBefore[0]) {
            sentBefore[0] = info.bytes().sentOnce();
            TcpInfo.Segments segments = info.segments();
            long inFlight = segments.unacked() - segments.sacked() - segments.lost() + segments.retrans();
            assertTrue(inFlight <= segments.sndCwnd() + 2, () -> inFlight + " in flight: " + info);
        }
    }
}
