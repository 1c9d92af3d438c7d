package org.paceline.utcp.tcp.recovery;

/**
 * What leaves again in one recovery without being held to be lost: rules 3 and 4 of NextSeg() in RFC 6675 section 4.
 * Not thread-safe.
 */
final class HoleFiller {
    private final RetransmissionQueue queue;
    private final SackScoreboard scoreboard;
    private boolean rescued;

    HoleFiller(RetransmissionQueue queue, SackScoreboard scoreboard) {
        this.queue = queue;
        this.scoreboard = scoreboard;
    }

    /** @return index of the segment in the queue, -1 for none */
    int next() {
        int hole = scoreboard.firstHole();
        return hole >= 0 ? hole : rescue();
    }

    /** Rule 4: once in a recovery the last segment leaves again, in case the tail was lost. */
    private int rescue() {
        int last = queue.segments() - 1;
        return rescued || last < 0 || queue.sacked(last) || queue.retransmissionInFlight(last) ? -1 : last;
    }

    void onRetransmitted(int index) {
        if (!queue.lost(index) && index == queue.segments() - 1) {
            rescued = true;
        }
    }
}
