package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 9438 on segments of 1,000 bytes and a round trip of 100 ms, the equations written out anew beside it. */
class CubicTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final long RTT_NS = 100_000_000;
    private static final double RTT_SECONDS = 0.1;
    private static final double ALPHA = 3 * (1 - 0.7) / (1 + 0.7);

    private long nowNs;

    private static Cubic cubic(int windowSegments) {
        return new Cubic(CongestionParameters.of(SEGMENT_BYTES, (long) windowSegments * SEGMENT_BYTES));
    }

    /** In congestion avoidance since a loss at so many segments. */
    private Cubic afterLossAt(int windowSegments) {
        Cubic cubic = cubic(windowSegments);
        cubic.onLoss(nowNs, (long) windowSegments * SEGMENT_BYTES);
        return cubic;
    }

    private void acknowledge(Cubic cubic, long timeNs, long bytes) {
        nowNs = timeNs;
        cubic.onAck(Acks.at(timeNs, bytes, RTT_NS));
    }

    /** Each segment of the window acknowledged once a round trip, evenly, until then. */
    private void run(Cubic cubic, double untilSeconds) {
        while (nowNs < untilSeconds * 1e9) {
            long segments = Math.max(1, cubic.windowBytes() / SEGMENT_BYTES);
            acknowledge(cubic, nowNs + RTT_NS / segments, SEGMENT_BYTES);
        }
    }

    private static double segments(Cubic cubic) {
        return cubic.windowBytes() / (double) SEGMENT_BYTES;
    }

    @Test
    void aLossLeavesSevenTenthsOfTheFlightByRfc9438Section46() {
        Cubic cubic = cubic(100);
        cubic.onLoss(0, 90_000);
        assertEquals(63_000, cubic.slowStartThresholdBytes());
        assertEquals(63_000, cubic.windowBytes());
        assertFalse(cubic.slowStart());
    }

    @Test
    void theThresholdHasAtLeastTwoSegments() {
        assertEquals(2_000, afterLossAt(1).slowStartThresholdBytes());
    }

    @Test
    void anEchoOfCongestionLeaves85HundredthsByRfc8511() {
        Cubic cubic = cubic(100);
        cubic.onEcn(0, 100_000);
        assertEquals(85_000, cubic.windowBytes());
    }

    @Test
    void kIsTheRootOfWhatTheLossTookByRfc9438Section42() {
        Cubic cubic = afterLossAt(1_000);
        acknowledge(cubic, RTT_NS, SEGMENT_BYTES);
        assertEquals(Math.cbrt((1_000 - 700) / 0.4), cubic.kSeconds(), 1e-12); // 9.0856 s
        assertEquals(1_000_000, cubic.maxBytes());
    }

    @Test
    void everyAckMovesTheWindowAsTheEquationsSay() {
        Cubic cubic = afterLossAt(1_000);
        double cwnd = 700;
        double k = Math.cbrt((1_000 - cwnd) / 0.4);
        double estimate = cwnd;
        long epochNs = RTT_NS;
        for (int ack = 0; ack < 20_000; ack++) {
            long timeNs = RTT_NS + ack * 700_000L;
            acknowledge(cubic, timeNs, ack % 2 == 0 ? 2 * SEGMENT_BYTES : SEGMENT_BYTES);
            int acked = ack % 2 == 0 ? 2 : 1;
            double t = (timeNs - epochNs) / 1e9;
            estimate += (estimate >= 1_000 ? 1 : ALPHA) * acked / cwnd;
            double cube = 0.4 * Math.pow(t - k, 3) + 1_000;
            double target = 0.4 * Math.pow(t + RTT_SECONDS - k, 3) + 1_000;
            target = Math.max(cwnd, Math.min(1.5 * cwnd, target));
            cwnd = cube < estimate ? Math.max(cwnd, estimate) : cwnd + (target - cwnd) / cwnd * acked;
            assertEquals(cwnd * SEGMENT_BYTES, (double) cubic.windowBytes(), 1, "after ACK " + ack);
        }
        assertTrue(cwnd > 1_000, "the comparison covers both sides of W_max");
    }

    @Test
    void theWindowIsBackAtItsMaximumAfterKAndThreeTenthsAboveAfterTwiceK() {
        Cubic cubic = afterLossAt(1_000);
        assertEquals(700, segments(cubic));
        double kSeconds = Math.cbrt(750);
        run(cubic, kSeconds / 2);
        assertEquals(1_000 - 300 / 8.0, segments(cubic), 5, "C (K/2)^3 = 37.5 below W_max");
        run(cubic, kSeconds);
        assertEquals(1_000, segments(cubic), 2);
        run(cubic, 2 * kSeconds);
        assertEquals(1_300, segments(cubic), 10);
    }

    @Test
    void theWindowDependsOnTimeAndNotOnTheRoundTrip() {
        Cubic shortPath = afterLossAt(1_000);
        Cubic longPath = cubic(1_000);
        longPath.onLoss(0, 1_000_000);
        for (long timeNs = 0; timeNs <= 9_000_000_000L; timeNs += 50_000_000) {
            shortPath.onAck(Acks.at(timeNs, shortPath.windowBytes(), 50_000_000));
            if (timeNs % 200_000_000 == 0) {
                longPath.onAck(Acks.at(timeNs, longPath.windowBytes(), 200_000_000));
            }
        }
        assertEquals(segments(shortPath), segments(longPath), 10);
    }

    @Test
    void belowRenosWindowRenosWindowRulesByRfc9438Section43() {
        Cubic cubic = afterLossAt(10);
        run(cubic, 4.5);
        // cwnd 7, then 0.53 a round trip up to the 10 before, 1 a round trip from there on
        double renoSegments = 10 + (44 - 3 / ALPHA);
        assertEquals(renoSegments, segments(cubic), 1.5);
        double k = Math.cbrt(3 / 0.4);
        assertTrue(segments(cubic) > 0.4 * Math.pow(4.4 - k, 3) + 10, "above the cube");
    }

    @Test
    void aRoundTripGrowsTheWindowByAHalfAtMost() {
        Cubic cubic = afterLossAt(100);
        acknowledge(cubic, 0, SEGMENT_BYTES);
        long beforeBytes = cubic.windowBytes();
        acknowledge(cubic, 100_000_000_000L, SEGMENT_BYTES); // W_cubic(100 s) is far away
        assertEquals(beforeBytes + SEGMENT_BYTES / 2.0, (double) cubic.windowBytes(), 1);
    }

    @Test
    void aLossBeforeTheLastMaximumLeavesRoomForOthersByRfc9438Section47() {
        Cubic cubic = afterLossAt(1_000);
        run(cubic, 3);
        double cwnd = segments(cubic);
        assertTrue(cwnd < 1_000);
        cubic.onLoss(nowNs, cubic.windowBytes());
        assertEquals(cwnd * SEGMENT_BYTES * (1 + 0.7) / 2, cubic.maxBytes(), 2);
    }

    @Test
    void aTimeoutLeavesOneSegmentAndACubeFromWhereSlowStartEndsByRfc9438Section48() {
        Cubic cubic = cubic(100);
        cubic.onTimeout(0, 80_000, true);
        assertEquals(1_000, cubic.windowBytes());
        assertEquals(56_000, cubic.slowStartThresholdBytes());
        assertTrue(cubic.slowStart());
        cubic.onTimeout(0, 1_000, false);
        assertEquals(56_000, cubic.slowStartThresholdBytes());
        while (cubic.slowStart()) {
            acknowledge(cubic, nowNs + 1_000_000, SEGMENT_BYTES);
        }
        acknowledge(cubic, nowNs + 1_000_000, SEGMENT_BYTES);
        assertEquals(0, cubic.kSeconds());
        assertEquals(56_000, cubic.maxBytes(), 1);
    }

    @Test
    void slowStartMeetsTheThresholdAndGoesOnInAvoidance() {
        Cubic cubic = cubic(100);
        cubic.onTimeout(0, 10_000, true);
        for (int ack = 0; ack < 4; ack++) {
            acknowledge(cubic, 1_000_000, 1_900);
        }
        assertEquals(7_000, cubic.slowStartThresholdBytes());
        assertFalse(cubic.slowStart());
        assertEquals(7_000.0, (double) cubic.windowBytes(), 200);
    }

    @Test
    void aLossThatWasNoneBringsBackWindowMaximumAndEpochByRfc9438Section49() {
        Cubic cubic = afterLossAt(1_000);
        run(cubic, 5);
        Cubic untouched = afterLossAtZeroRunTo(5);
        cubic.onLoss(nowNs, cubic.windowBytes());
        cubic.onUndo();
        assertEquals(untouched.windowBytes(), cubic.windowBytes());
        run(cubic, 12);
        CubicTest other = new CubicTest();
        Cubic undisturbed = other.afterLossAt(1_000);
        other.run(undisturbed, 12);
        assertEquals(undisturbed.windowBytes(), cubic.windowBytes());
        assertEquals(undisturbed.maxBytes(), cubic.maxBytes());
    }

    private static Cubic afterLossAtZeroRunTo(double seconds) {
        CubicTest other = new CubicTest();
        Cubic cubic = other.afterLossAt(1_000);
        other.run(cubic, seconds);
        return cubic;
    }

    @Test
    void aTimeoutThatWasNoneBringsBackTheWindowFromBeforeTheFirstOfARow() {
        Cubic cubic = cubic(100);
        cubic.onTimeout(0, 100_000, true);
        cubic.onTimeout(1, 1_000, false);
        cubic.onUndo();
        assertEquals(100_000, cubic.windowBytes());
        assertEquals(Long.MAX_VALUE, cubic.slowStartThresholdBytes());
    }

    @Test
    void anUndoTakesNothingAway() {
        Cubic cubic = afterLossAt(100);
        run(cubic, 30);
        long grownBytes = cubic.windowBytes();
        assertTrue(grownBytes > 100_000);
        cubic.onUndo();
        assertEquals(grownBytes, cubic.windowBytes());
    }

    @Test
    void timeInWhichTheWindowWasNotUsedDoesNotCountByRfc9438Section58() {
        Cubic busy = afterLossAt(1_000);
        run(busy, 3);
        long busyNs = nowNs;
        nowNs = 0;
        Cubic paused = afterLossAt(1_000);
        run(paused, 3);
        AckSample unused = Acks.of(SEGMENT_BYTES, false);
        unused.nowNs = nowNs;
        paused.onAck(unused);
        assertEquals(busy.windowBytes(), paused.windowBytes());
        for (int ack = 0; ack < 1_000; ack++) {
            busy.onAck(Acks.at(busyNs + ack * 1_000_000L, SEGMENT_BYTES, RTT_NS));
            paused.onAck(Acks.at(busyNs + 60_000_000_000L + ack * 1_000_000L, SEGMENT_BYTES, RTT_NS));
        }
        assertEquals(busy.windowBytes(), paused.windowBytes());
    }

    @Test
    void recoveryIsTheRateReductionsBusiness() {
        Cubic cubic = afterLossAt(100);
        AckSample sample = Acks.at(RTT_NS, 50_000, RTT_NS);
        sample.recovering = true;
        cubic.onAck(sample);
        assertEquals(70_000, cubic.windowBytes());
        assertTrue(cubic.reducesByRate());
    }

    @Test
    void anAckOpensTheWindowByEightSegmentsAtMostUnlessTheSenderPaces() {
        Cubic unpaced = cubic(10);
        acknowledge(unpaced, 0, 50_000);
        assertEquals(18_000, unpaced.windowBytes());
        Cubic paced = new Cubic(new CongestionParameters(SEGMENT_BYTES, 10_000, true, 0, true, true, 0));
        paced.onAck(Acks.at(0, 50_000, RTT_NS));
        assertEquals(60_000, paced.windowBytes());
        Cubic told = new Cubic(new CongestionParameters(SEGMENT_BYTES, 10_000, true, 3, true, true, 0));
        told.onAck(Acks.at(0, 50_000, RTT_NS));
        assertEquals(13_000, told.windowBytes());
    }
}
