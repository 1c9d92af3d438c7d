package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetransmissionQueueTest {
    private static final int SEGMENT_BYTES = 1_000;

    /** Right before the wrap. */
    private static final int FIRST_SEQ = -2_500;

    private final RetransmissionQueue queue = new RetransmissionQueue();

    private void append(int segments) {
        int seq = queue.empty() ? FIRST_SEQ : queue.endSeq(queue.segments() - 1);
        for (int segment = 0; segment < segments; segment++) {
            queue.append(seq, seq + SEGMENT_BYTES, segment);
            seq += SEGMENT_BYTES;
        }
    }

    @Test
    void thePipeLeavesOutWhatIsSackedOrLostAndCountsRetransmissions() {
        append(5);
        queue.markSacked(4);
        queue.markLost(0);
        queue.markLost(1);
        assertEquals(2_000, queue.pipeBytes());
        assertEquals(2_000, queue.lostAndWaitingBytes());

        queue.onRetransmitted(0, 99);
        assertEquals(3_000, queue.pipeBytes());
        assertEquals(1_000, queue.lostAndWaitingBytes());
        assertEquals(99, queue.sentNs(0));
        assertEquals(2, queue.transmissions(0));
    }

    @Test
    void aRetransmissionThatIsLostAsWellLeavesThePipe() {
        append(1);
        queue.markLost(0);
        queue.onRetransmitted(0, 1);
        queue.markLost(0);

        assertEquals(0, queue.pipeBytes());
        assertFalse(queue.retransmissionInFlight(0));
    }

    @Test
    void aTrimmedSegmentKeepsItsMarks() {
        append(1);
        queue.markLost(0);
        queue.onRetransmitted(0, 1);
        queue.trim(FIRST_SEQ + 400);

        assertEquals(600, queue.outstandingBytes());
        assertEquals(600, queue.lostBytes());
        assertEquals(600, queue.retransmittedBytes());
        assertTrue(queue.lost(0) && queue.retransmissionInFlight(0));
    }

    @Test
    void whatWasSackedAndThrownAwayIsLost() {
        append(3);
        queue.markSacked(1);
        queue.forgetSacked();

        assertEquals(0, queue.sackedBytes());
        assertEquals(1_000, queue.lostBytes());
        assertEquals(2_000, queue.pipeBytes());
        assertEquals(1, queue.firstWaiting());
    }

    @Test
    void segmentsInFlightAreKnownInTheOrderInWhichTheyLeft() {
        append(6);
        queue.markSacked(1);
        queue.markLost(2);
        queue.markLost(3);
        queue.onRetransmitted(3, 99);

        assertEquals(List.of(0, 4, 5, 3), inFlight());
    }

    @Test
    void thePlaceOfASegmentIsThatOfItsPredecessorOnceItIsSacked() {
        append(6);
        queue.place(4);
        queue.markSacked(4);
        queue.markSacked(3);

        assertEquals(2, queue.youngestBeforePlace());
        queue.markLost(2);
        queue.onRetransmitted(2, 99);
        assertEquals(1, queue.youngestBeforePlace());
        queue.remove();
        queue.remove();
        assertEquals(-1, queue.youngestBeforePlace());
    }

    private List<Integer> inFlight() {
        List<Integer> order = new ArrayList<>();
        for (int index = queue.oldestInFlight(); index >= 0; index = queue.leftAfter(index)) {
            order.add(index);
        }
        return order;
    }

    @Test
    void indexBeyondIsTheFirstSegmentThatEndsAboveIt() {
        append(5);

        assertEquals(0, queue.indexBeyond(FIRST_SEQ));
        assertEquals(0, queue.indexBeyond(FIRST_SEQ + 999));
        assertEquals(1, queue.indexBeyond(FIRST_SEQ + 1_000));
        assertEquals(3, queue.indexBeyond(FIRST_SEQ + 3_500));
        assertEquals(5, queue.indexBeyond(FIRST_SEQ + 5_000));
    }

    @Test
    void itIsFullAtItsBound() {
        append(RetransmissionQueue.MAX_SEGMENTS - 1);
        assertFalse(queue.full());
        append(1);
        assertTrue(queue.full());
    }

    @Test
    void aSmallerSegmentCutsWhatIsLargerIntoPiecesThatAreLost() {
        append(4);
        queue.markSacked(2);
        queue.cut(400);

        assertEquals(10, queue.segments());
        int[] ends = {400, 800, 1_000, 1_400, 1_800, 2_000, 3_000, 3_400, 3_800, 4_000};
        for (int index = 0; index < ends.length; index++) {
            assertEquals(FIRST_SEQ + ends[index], queue.endSeq(index));
            assertEquals(index != 6, queue.waiting(index), "index " + index);
        }
        assertTrue(queue.sacked(6), "what has arrived stays whole");
        assertEquals(3_000, queue.lostAndWaitingBytes());
        assertEquals(9, queue.lostSegments());
    }

    @Test
    void cuttingLeavesWhatIsSmallEnoughInFlight() {
        append(2);
        queue.append(queue.endSeq(1), queue.endSeq(1) + 300, 7);
        queue.cut(500);

        assertEquals(5, queue.segments());
        assertEquals(List.of(4), inFlight());
        assertEquals(7, queue.sentNs(4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theCountersMatchARecountAfterEveryOperation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int operation = 0; operation < 20_000; operation++) {
            int index = queue.empty() ? -1 : random.nextInt(queue.segments());
            if (index < 0 || (random.nextInt(3) == 0 && queue.segments() < 500)) {
                append(1);
            } else {
                operate(random, index);
            }
            recount("seed " + seed + ", operation " + operation);
        }
    }

    private void operate(SplittableRandom random, int index) {
        switch (random.nextInt(6)) {
            case 0 -> queue.markSacked(index);
            case 1 -> queue.markLost(index);
            case 2 -> {
                if (!queue.sacked(index)) {
                    queue.onRetransmitted(index, random.nextLong());
                }
            }
            case 3 -> queue.remove();
            case 4 -> {
                int bytes = queue.endSeq(0) - queue.startSeq(0);
                if (bytes > 1) {
                    queue.trim(queue.startSeq(0) + 1 + random.nextInt(bytes - 1));
                }
            }
            default -> {
                int rare = random.nextInt(100);
                if (rare < 2) {
                    queue.forgetSacked();
                } else if (rare < 4 && queue.segments() < 400) {
                    queue.cut(200 + random.nextInt(800));
                }
            }
        }
    }

    private void recount(String when) {
        long outstandingBytes = 0;
        long pipeBytes = 0;
        long waitingBytes = 0;
        int sackedSegments = 0;
        int lostSegments = 0;
        int retransmittedSegments = 0;
        int firstWaiting = -1;
        int inFlight = 0;
        int unsacked = queue.nextUnsacked(0);
        for (int index = 0; index < queue.segments(); index++) {
            int bytes = queue.endSeq(index) - queue.startSeq(index);
            assertTrue(index == 0 || queue.startSeq(index) == queue.endSeq(index - 1), when);
            outstandingBytes += bytes;
            // SetPipe() of RFC 6675 section 4: (a) not lost, (b) sent again
            pipeBytes += queue.sacked(index) ? 0 : bytes * (queue.lost(index) ? 0 : 1);
            pipeBytes += queue.retransmissionInFlight(index) ? bytes : 0;
            boolean waiting = queue.lost(index) && !queue.retransmissionInFlight(index);
            waitingBytes += waiting ? bytes : 0;
            sackedSegments += queue.sacked(index) ? 1 : 0;
            lostSegments += queue.lost(index) ? 1 : 0;
            retransmittedSegments += queue.retransmissionInFlight(index) ? 1 : 0;
            firstWaiting = firstWaiting < 0 && waiting ? index : firstWaiting;
            inFlight += queue.sacked(index) || waiting ? 0 : 1;
            if (!queue.sacked(index)) {
                assertEquals(index, unsacked, when);
                unsacked = queue.nextUnsacked(index + 1);
            }
        }
        assertEquals(outstandingBytes, queue.outstandingBytes(), when);
        assertEquals(pipeBytes, queue.pipeBytes(), when);
        assertEquals(waitingBytes, queue.lostAndWaitingBytes(), when);
        assertEquals(sackedSegments, queue.sackedSegments(), when);
        assertEquals(lostSegments, queue.lostSegments(), when);
        assertEquals(retransmittedSegments, queue.retransmittedSegments(), when);
        assertEquals(firstWaiting, queue.firstWaiting(), when);
        assertEquals(inFlight, inFlight().size(), when);
        assertEquals(-1, unsacked, when);
    }
}
