package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** draft-cheng-iccrg-delivery-rate-estimation on segments of 1,000 bytes; times are given in milliseconds. */
class DeliveryRateTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final long MS = 1_000_000;
    private static final long MIN_RTT_NS = 20 * MS;

    private final RetransmissionQueue queue = new RetransmissionQueue();
    private final DeliveryRate delivery = queue.delivery();
    private int nextSeq;

    private void sends(long ms) {
        queue.append(nextSeq, nextSeq + SEGMENT_BYTES, ms * MS);
        nextSeq += SEGMENT_BYTES;
    }

    private void acknowledged(long ms, int segments) {
        delivery.beginAck(ms * MS);
        for (int segment = 0; segment < segments; segment++) {
            queue.remove();
        }
        delivery.endAck(MIN_RTT_NS);
    }

    private void sacked(long ms, int... indices) {
        delivery.beginAck(ms * MS);
        for (int index : indices) {
            queue.markSacked(index);
        }
        delivery.endAck(MIN_RTT_NS);
    }

    @Test
    void aSegmentAloneIsDeliveredInItsRoundTrip() {
        sends(100);
        acknowledged(120, 1);
        assertEquals(1_000, delivery.newlyDeliveredBytes());
        assertEquals(0, delivery.priorDeliveredBytes());
        assertEquals(20 * MS, delivery.intervalNs());
        assertEquals(50_000, delivery.bytesPerSecond());
        assertEquals(20 * MS, delivery.rttNs());
    }

    @Test
    void aSteadyFlowShowsItsRate() {
        for (int segment = 0; segment < 20; segment++) {
            sends(segment);
        }
        for (int segment = 20; segment < 100; segment++) {
            acknowledged(segment, 1); // segment s left at s ms, is acknowledged at s + 20
            sends(segment);
        }
        assertEquals(1_000_000, delivery.bytesPerSecond());
        assertEquals(20_000, delivery.intervalBytes());
    }

    @Test
    void acksInABunchRaiseNoRateBeyondThatOfTheSending() {
        for (int segment = 0; segment < 20; segment++) {
            sends(segment * 2L);
        }
        acknowledged(60, 1);
        acknowledged(60, 18);
        assertEquals(0, delivery.priorDeliveredBytes(), "every segment left before any ACK");
        assertEquals(60 * MS, delivery.intervalNs(), "the ACKs took longer than the sending");
    }

    @Test
    void anIntervalBelowTheLeastRoundTripGivesNoRate() {
        sends(0);
        acknowledged(19, 1);
        assertEquals(-1, delivery.intervalNs());
        assertEquals(-1, delivery.bytesPerSecond());
        assertEquals(0, delivery.shownBytesPerSecond());
    }

    @Test
    void aSackedSegmentCountsWhenItIsSackedAndNotAgain() {
        sends(0);
        sends(1);
        sends(2);
        sacked(25, 2);
        assertEquals(1_000, delivery.newlyDeliveredBytes());
        assertEquals(23 * MS, delivery.rttNs());
        acknowledged(30, 3);
        assertEquals(2_000, delivery.newlyDeliveredBytes());
        assertEquals(3_000, delivery.deliveredBytes());
        assertEquals(3, delivery.deliveredSegments());
        assertEquals(29 * MS, delivery.rttNs(), "of the youngest that arrived anew");
    }

    @Test
    void aRetransmissionIsStampedAnewAndGivesNoRoundTrip() {
        sends(0);
        sends(0);
        queue.markLost(0);
        acknowledgeNothing(30);
        queue.onRetransmitted(0, 40 * MS);
        acknowledged(60, 2);
        assertEquals(-1, delivery.rttNs());
        assertEquals(60 * MS, delivery.intervalNs(), "nothing was delivered since the first departure");
        assertEquals(2_000, delivery.intervalBytes());
    }

    private void acknowledgeNothing(long ms) {
        acknowledged(ms, 0);
        assertEquals(0, delivery.newlyDeliveredBytes());
        assertEquals(-1, delivery.priorDeliveredBytes());
    }

    @Test
    void whatIsMarkedLostCountsForTheAcknowledgmentThatTold() {
        sends(0);
        sends(0);
        delivery.beginAck(30 * MS);
        queue.markLost(0);
        delivery.endAck(MIN_RTT_NS);
        assertEquals(1_000, delivery.newlyLostBytes());
        acknowledgeNothing(31);
        assertEquals(0, delivery.newlyLostBytes());
    }

    @Test
    void idleTimeIsNoPartOfAnInterval() {
        sends(0);
        acknowledged(20, 1);
        sends(5_000);
        acknowledged(5_020, 1);
        assertEquals(20 * MS, delivery.intervalNs());
    }

    @Test
    void anApplicationThatPausesMarksTheSamplesOfWhatIsThenInFlight() {
        sends(0);
        delivery.onAppLimited(queue.pipeBytes());
        acknowledged(20, 1);
        assertFalse(delivery.sampleAppLimited(), "it left before the pause");
        sends(20);
        acknowledged(40, 1);
        assertTrue(delivery.sampleAppLimited());
        assertFalse(delivery.appLimited(), "more has arrived than was in flight at the pause");
        sends(40);
        acknowledged(60, 1);
        assertFalse(delivery.sampleAppLimited());
    }

    @Test
    void aSlowRateOfTheApplicationDoesNotHideThePathsRate() {
        sends(0);
        sends(0);
        acknowledged(20, 2);
        assertEquals(100_000, delivery.shownBytesPerSecond());
        delivery.onAppLimited(queue.pipeBytes());
        sends(20);
        acknowledged(40, 1);
        assertEquals(50_000, delivery.bytesPerSecond());
        assertEquals(100_000, delivery.shownBytesPerSecond());
        assertFalse(delivery.shownAppLimited());
    }

    @Test
    void theStampsFollowTheirSegmentsWhenTheQueueGrows() {
        for (int segment = 0; segment < 60; segment++) {
            sends(segment);
        }
        acknowledged(80, 50);
        for (int segment = 60; segment < 300; segment++) {
            sends(100 + segment);
        }
        acknowledged(200, 10);
        assertEquals(0, delivery.priorDeliveredBytes());
        acknowledged(500, 240);
        assertEquals(50_000, delivery.priorDeliveredBytes());
        assertEquals(250_000, delivery.intervalBytes());
    }
}
