package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.TcpOptions;

/**
 * A full queue of 65,536 segments, sent 100 ns apart, of which every second one is lost: the work of all events
 * together grows with the number of segments, and not with its square. Counted are the segments that are visited.
 */
class BoundedWorkTest {
    private static final int SEGMENTS = RetransmissionQueue.MAX_SEGMENTS;
    private static final int SEGMENT_BYTES = 1_000;
    private static final long GAP_NS = 100;
    private static final long RTT_NS = 50_000_000;

    /** A dozen looks at a segment in its life is what three marks and a list cost. */
    private static final long VISITS_PER_SEGMENT = 12;

    private final RetransmissionQueue queue = new RetransmissionQueue();
    private final LossRecovery recovery =
            new LossRecovery(queue, new RttEstimator(RtoConfig.defaults()), RecoveryConfig.defaults(), new AckReport());
    private final TcpOptions options = new TcpOptions();

    BoundedWorkTest() {
        recovery.sackPermitted(true);
        for (int segment = 0; segment < SEGMENTS; segment++) {
            queue.append(segment * SEGMENT_BYTES, (segment + 1) * SEGMENT_BYTES, segment * GAP_NS);
        }
    }

    private void sack(int segment) {
        long nowNs = segment * GAP_NS + RTT_NS;
        AckReport ack = recovery.beginAck(nowNs);
        ack.segmentBytes = SEGMENT_BYTES;
        ack.sndNxt = SEGMENTS * SEGMENT_BYTES;
        options.clear();
        for (int block = 0; block < 3 && segment - 2 * block >= 0; block++) {
            int left = (segment - 2 * block) * SEGMENT_BYTES;
            options.addSackBlock(left, left + SEGMENT_BYTES);
        }
        recovery.onAck(options);
    }

    @Test
    void everySecondSegmentLostCostsAFewVisitsEach() {
        for (int segment = 1; segment < SEGMENTS; segment += 2) {
            sack(segment);
        }
        assertEquals(SEGMENTS / 2, queue.sackedSegments());
        assertTrue(queue.lostSegments() >= SEGMENTS / 2 - 1, "all but what the reordering window still holds");
        for (int index = recovery.nextRetransmission(true); index >= 0; index = recovery.nextRetransmission(true)) {
            recovery.onRetransmitted(index, 2 * RTT_NS);
        }
        assertEquals(queue.lostSegments(), queue.retransmittedSegments());
        assertTrue(queue.visits() <= VISITS_PER_SEGMENT * SEGMENTS, () -> "visits: " + queue.visits());
    }

    @Test
    void aBlockThatGrowsOverAllButTheFirstSegmentCostsAFewVisitsEach() {
        for (int segment = 1; segment < SEGMENTS; segment++) {
            AckReport ack = recovery.beginAck(segment * GAP_NS + RTT_NS);
            ack.segmentBytes = SEGMENT_BYTES;
            ack.sndNxt = SEGMENTS * SEGMENT_BYTES;
            options.clear();
            options.addSackBlock(SEGMENT_BYTES, (segment + 1) * SEGMENT_BYTES);
            recovery.onAck(options);
        }
        assertEquals(SEGMENTS - 1, queue.sackedSegments());
        assertTrue(queue.visits() <= VISITS_PER_SEGMENT * SEGMENTS, () -> "visits: " + queue.visits());
    }

    @Test
    void reorderingSegmentsThatWaitForTheirWindowAreNotWalkedThroughAgain() {
        // 2 arrives before 1, so that the window is a quarter of the round trip from now on: 125,000 segments
        sack(2);
        sack(1);
        for (int segment = 5; segment < SEGMENTS; segment += 2) {
            sack(segment);
        }
        assertTrue(queue.visits() <= VISITS_PER_SEGMENT * SEGMENTS, () -> "visits: " + queue.visits());
    }
}
