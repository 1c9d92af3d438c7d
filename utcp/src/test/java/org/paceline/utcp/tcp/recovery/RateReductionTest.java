package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** RFC 9937 section 6 by its formulas; segments of 1,000 bytes, twenty in flight, ssthresh at fourteen. */
class RateReductionTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final long FLIGHT_BYTES = 20_000;
    private static final long THRESHOLD_BYTES = 14_000;

    private final RateReduction reduction = new RateReduction();

    RateReductionTest() {
        reduction.begin(THRESHOLD_BYTES, FLIGHT_BYTES, false);
    }

    /** What may leave after an ACK. */
    private long sendable(long deliveredBytes, long pipeBytes, boolean safe) {
        reduction.onAck(deliveredBytes, pipeBytes, safe, SEGMENT_BYTES);
        return reduction.windowBytes() - pipeBytes;
    }

    @Test
    void aboveTheThresholdItSendsTheShareOfWhatIsDelivered() {
        assertEquals(700, sendable(1_000, 18_000, false));
        assertEquals(1_400, sendable(1_000, 17_000, false));
        reduction.onSent(SEGMENT_BYTES);
        assertEquals(1_100, sendable(1_000, 17_000, false), "3 * 0.7 - 1");
    }

    @Test
    void theShareIsRoundedUp() {
        RateReduction odd = new RateReduction();
        odd.begin(3, 7, false);
        odd.onAck(1, 6, false, 1);
        assertEquals(7, odd.windowBytes(), "1 * 3 / 7 is one");
    }

    @Test
    void theFirstRetransmissionLeavesEvenWhenNothingWasDelivered() {
        assertEquals(SEGMENT_BYTES, sendable(0, 19_000, false));
        reduction.onSent(SEGMENT_BYTES);
        assertEquals(0, sendable(0, 19_000, false));
    }

    @Test
    void belowTheThresholdItSendsWhatIsDelivered() {
        reduction.onSent(SEGMENT_BYTES);
        assertEquals(2_000, sendable(2_000, 8_000, false));
        assertEquals(2_000, sendable(1_000, 8_000, false), "3 were delivered, and 1 has left");
    }

    @Test
    void aSafeAckAddsASegment() {
        reduction.onSent(SEGMENT_BYTES);
        assertEquals(3_000, sendable(2_000, 8_000, true));
    }

    @Test
    void itNeverGoesAboveTheThreshold() {
        assertEquals(1_000, sendable(9_000, 13_000, true));
        assertEquals(0, sendable(1_000, THRESHOLD_BYTES, true) - SEGMENT_BYTES, "but for the first retransmission");
    }

    @Test
    void anAckThatDeliversNothingTakesNothingBack() {
        sendable(1_000, 18_000, false);
        reduction.onSent(SEGMENT_BYTES);
        assertEquals(0, sendable(0, 19_000, false), "sent more than its share already");
        assertEquals(19_000, reduction.windowBytes());
    }

    @Test
    void whenItEndsTheWindowIsCongestionControlsAgain() {
        reduction.end();
        assertFalse(reduction.active());
    }

    @Test
    void aShareOfASegmentIsAWholeOneWhereLinuxCountsInSegments() {
        RateReduction inSegments = new RateReduction();
        inSegments.begin(7_000, 10_000, true);
        inSegments.onAck(1_000, 8_000, false, 1_000);
        assertEquals(9_000, inSegments.windowBytes());

        RateReduction inBytes = new RateReduction();
        inBytes.begin(7_000, 10_000, false);
        inBytes.onAck(1_000, 8_000, false, 1_000);
        assertEquals(8_700, inBytes.windowBytes());
    }
}
