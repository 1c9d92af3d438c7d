package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.TcpOptions;

/** Segments of 100 bytes: segment n is n * 100 to n * 100 + 100. */
class SackScoreboardTest {
    private static final int SEGMENT_BYTES = 100;
    private static final int SEGMENTS = 12;

    private final RetransmissionQueue queue = new RetransmissionQueue();
    private final SackScoreboard scoreboard = new SackScoreboard(queue, 3, index -> {});
    private final TcpOptions options = new TcpOptions();

    SackScoreboardTest() {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            queue.append(segment * SEGMENT_BYTES, (segment + 1) * SEGMENT_BYTES, 0);
        }
    }

    private long sack(int... edges) {
        options.clear();
        for (int edge = 0; edge < edges.length; edge += 2) {
            options.addSackBlock(edges[edge], edges[edge + 1]);
        }
        return scoreboard.update(options, 0, SEGMENTS * SEGMENT_BYTES);
    }

    @Test
    void blocksMarkTheSegmentsTheyCoverWholly() {
        assertEquals(300, sack(150, 400, 500, 600));
        assertFalse(queue.sacked(1));
        assertTrue(queue.sacked(2) && queue.sacked(3) && queue.sacked(5));
        assertFalse(queue.sacked(4));
    }

    @Test
    void whatWasReportedBeforeIsNothingNew() {
        sack(200, 400);
        assertEquals(100, sack(200, 500));
        assertEquals(0, sack(200, 500));
    }

    @Test
    void blocksThatCannotBeAreIgnored() {
        assertEquals(0, sack(400, 400), "empty");
        assertEquals(0, sack(400, 200), "backwards");
        assertEquals(0, sack(1_100, 1_300), "never sent");
        assertEquals(0, sack(-200, 200), "a duplicate below SND.UNA, RFC 2883");
        assertEquals(0, sack(0, 100), "SND.UNA itself would have moved");
    }

    @Test
    void threeRunsAboveMakeALoss() {
        sack(200, 300, 400, 500);
        assertEquals(0, scoreboard.lostBelow(SEGMENT_BYTES * 100));
        sack(600, 700);
        assertEquals(2, scoreboard.lostBelow(SEGMENT_BYTES * 100), "segments 0 and 1 have three runs above them");
    }

    @Test
    void moreThanTwoSegmentsOfBytesAboveMakeALoss() {
        sack(500, 700);
        assertEquals(0, scoreboard.lostBelow(SEGMENT_BYTES), "exactly two segments are not more than two");
        sack(700, 800);
        assertEquals(5, scoreboard.lostBelow(SEGMENT_BYTES));
    }

    @Test
    void bytesAboveCountFromTheTop() {
        sack(200, 300, 800, 1_100);
        assertEquals(8, scoreboard.lostBelow(SEGMENT_BYTES));
    }

    @Test
    void lostSegmentsAreMarkedOnceAndSackedOnesNever() {
        sack(200, 300, 800, 1_100);
        scoreboard.markLost(SEGMENT_BYTES);
        assertEquals(700, queue.lostBytes(), "0 to 7 without 2");

        queue.onRetransmitted(0, 1);
        scoreboard.markLost(SEGMENT_BYTES);
        assertEquals(
                600, queue.lostAndWaitingBytes(), "a retransmission is not lost by the evidence against its original");
    }

    @Test
    void newEvidenceMarksWhatCameSince() {
        sack(200, 500);
        scoreboard.markLost(SEGMENT_BYTES);
        assertEquals(200, queue.lostBytes());
        queue.onRetransmitted(0, 1);
        queue.onRetransmitted(1, 1);
        sack(600, 900);
        scoreboard.markLost(SEGMENT_BYTES);
        assertEquals(100, queue.lostAndWaitingBytes());
        assertTrue(queue.lost(5));
    }

    @Test
    void theFirstHoleStandsAboveTheHighestRetransmissionAndBelowASackedSegment() {
        assertEquals(-1, scoreboard.firstHole());
        sack(300, 400, 600, 700);
        assertEquals(0, scoreboard.firstHole());
        queue.markLost(0);
        queue.onRetransmitted(0, 1);
        assertEquals(1, scoreboard.firstHole());
        queue.onRetransmitted(4, 1);
        assertEquals(5, scoreboard.firstHole());
        queue.onRetransmitted(5, 1);
        assertEquals(-1, scoreboard.firstHole());
    }
}
