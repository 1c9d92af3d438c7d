package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 5681, RFC 6582 and RFC 3465 on segments of 1,000 bytes. */
class NewRenoTest {
    private static final int SEGMENT_BYTES = 1_000;

    private final NewReno reno = new NewReno(CongestionParameters.of(SEGMENT_BYTES, 10_000));

    @Test
    void itBeginsInSlowStartWithoutAThreshold() {
        assertTrue(reno.slowStart());
        assertEquals(Long.MAX_VALUE, reno.slowStartThresholdBytes());
    }

    @Test
    void slowStartGrowsByWhatWasAcknowledgedUpToTwoSegmentsAnAck() {
        reno.onAck(Acks.of(300, true));
        assertEquals(10_300, reno.windowBytes());
        reno.onAck(Acks.of(2_000, true));
        assertEquals(12_300, reno.windowBytes());
        reno.onAck(Acks.of(9_000, true));
        assertEquals(14_300, reno.windowBytes());
    }

    @Test
    void aWindowThatIsNotUsedDoesNotGrow() {
        reno.onAck(Acks.of(1_000, false));
        assertEquals(10_000, reno.windowBytes());
    }

    @Test
    void aLossHalvesTheFlight() {
        reno.onLoss(0, 9_000);
        assertEquals(4_500, reno.windowBytes());
        assertEquals(4_500, reno.slowStartThresholdBytes());
        assertFalse(reno.slowStart());
    }

    @Test
    void theThresholdHasAtLeastTwoSegments() {
        reno.onLoss(0, 1_000);
        assertEquals(2_000, reno.slowStartThresholdBytes());
    }

    @Test
    void avoidanceGrowsByASegmentAWindow() {
        reno.onLoss(0, 20_000);
        for (int ack = 0; ack < 9; ack++) {
            reno.onAck(Acks.of(1_000, true));
        }
        assertEquals(10_000, reno.windowBytes());
        reno.onAck(Acks.of(1_000, true));
        assertEquals(11_000, reno.windowBytes());
        for (int ack = 0; ack < 11; ack++) {
            reno.onAck(Acks.of(1_000, true));
        }
        assertEquals(12_000, reno.windowBytes());
    }

    @Test
    void whatWasAcknowledgedBeforeALossCountsNotAfterIt() {
        reno.onLoss(0, 20_000);
        reno.onAck(Acks.of(9_999, true));
        reno.onLoss(0, 20_000);
        reno.onAck(Acks.of(9_999, true));
        assertEquals(10_000, reno.windowBytes());
    }

    @Test
    void rfc4015ARecoveryWhoseReductionWasTakenBackLeavesTheWindow() {
        reno.onLoss(0, 20_000);
        reno.onUndo();
        reno.onRecovered(0, reno.slowStartThresholdBytes());
        assertEquals(10_000, reno.windowBytes());
    }

    @Test
    void aFullAcknowledgmentLeavesTheThresholdOrLittleMoreThanTheFlight() {
        reno.onLoss(0, 20_000);
        reno.onRecovered(0, 15_000);
        assertEquals(10_000, reno.windowBytes());
        reno.onRecovered(0, 3_000);
        assertEquals(4_000, reno.windowBytes());
        reno.onRecovered(0, 0);
        assertEquals(2_000, reno.windowBytes());
    }

    @Test
    void aTimeoutLeavesOneSegmentAndSlowStartUpToHalfTheFlight() {
        reno.onTimeout(0, 10_000, true);
        assertEquals(1_000, reno.windowBytes());
        assertEquals(5_000, reno.slowStartThresholdBytes());
        for (int ack = 0; ack < 4; ack++) {
            assertTrue(reno.slowStart());
            reno.onAck(Acks.of(1_000, true));
        }
        assertFalse(reno.slowStart());
    }

    @Test
    void aTimeoutOfTheSameSegmentLeavesTheThreshold() {
        reno.onTimeout(0, 10_000, true);
        reno.onTimeout(0, 1_000, false);
        assertEquals(5_000, reno.slowStartThresholdBytes());
    }

    @Test
    void anEchoOfCongestionTakesAFifthByRfc8511() {
        reno.onEcn(0, 10_000);
        assertEquals(8_000, reno.windowBytes());
        assertEquals(8_000, reno.slowStartThresholdBytes());
    }

    @Test
    void anEchoOfCongestionHalvesByRfc3168WhereRfc8511IsOff() {
        NewReno plain = new NewReno(new CongestionParameters(SEGMENT_BYTES, 10_000, false, 0, false, false, 0));
        plain.onEcn(0, 10_000);
        assertEquals(5_000, plain.windowBytes());
    }

    @Test
    void whatWasNoLossIsUndoneOnce() {
        reno.onTimeout(0, 10_000, true);
        reno.onTimeout(0, 1_000, false);
        reno.onUndo();
        assertEquals(10_000, reno.windowBytes());
        assertEquals(Long.MAX_VALUE, reno.slowStartThresholdBytes());
        reno.onAck(Acks.of(1_000, true));
        reno.onUndo();
        assertEquals(11_000, reno.windowBytes());
    }

    @Test
    void anUndoTakesNothingAway() {
        reno.onLoss(0, 4_000);
        for (int ack = 0; ack < 100; ack++) {
            reno.onAck(Acks.of(2_000, true));
        }
        long grownBytes = reno.windowBytes();
        assertTrue(grownBytes > 10_000);
        reno.onUndo();
        assertEquals(grownBytes, reno.windowBytes());
    }
}
