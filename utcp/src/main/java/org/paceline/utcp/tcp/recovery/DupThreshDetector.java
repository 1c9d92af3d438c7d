package org.paceline.utcp.tcp.recovery;

import org.jspecify.annotations.Nullable;

/**
 * Losses by counting: DupThresh duplicate ACKs (RFC 5681 3.2, RFC 6582), or as much sacked above (RFC 6675). Not
 * thread-safe.
 */
final class DupThreshDetector {
    private final RetransmissionQueue queue;
    private final SackScoreboard scoreboard;
    private final int dupThresh;
    private boolean sackPermitted;
    private int duplicateAcks;

    /** Of the last recovery. */
    private @Nullable HoleFiller holes;

    /** Before the last ACK. */
    private int duplicateAcksBefore;

    DupThreshDetector(RetransmissionQueue queue, SackScoreboard scoreboard, int dupThresh) {
        this.queue = queue;
        this.scoreboard = scoreboard;
        this.dupThresh = dupThresh;
    }

    void sackPermitted(boolean permitted) {
        sackPermitted = permitted;
    }

    void onAck(AckReport ack, boolean sackedAnew, boolean recovering) {
        duplicateAcksBefore = duplicateAcks;
        if (ack.acknowledgedBytes > 0) {
            // RFC 6582 3.2 step 3 deflates by what was acknowledged and adds one segment back
            int deflated = duplicateAcks + 1 - ack.acknowledgedBytes / ack.segmentBytes;
            duplicateAcks = recovering ? Math.max(0, deflated) : 0;
        } else if (sackPermitted ? sackedAnew : ack.duplicate) {
            duplicateAcks++;
        }
    }

    /** What the last ACK tells to have arrived, duplicate ACKs standing for a segment each. */
    long deliveredBytes(AckReport ack) {
        long countedBytes = (long) (duplicateAcks - duplicateAcksBefore) * ack.segmentBytes;
        return Math.max(0, ack.acknowledgedBytes + countedBytes);
    }

    /** RFC 6675 section 5 steps 1 and 2; RFC 5681 3.2 step 2: marks what is lost by the count. */
    void detect(int segmentBytes, CaState state) {
        boolean counted = duplicateAcks >= dupThresh
                || (sackPermitted && scoreboard.lostBelow(segmentBytes) > 0 && !queue.sacked(0));
        // RFC 6582 3.2 step 2, RFC 6675 5.1: after a timeout nothing of what was outstanding then counts
        if (!counted || state == CaState.LOSS) {
            return;
        }
        if (state != CaState.RECOVERY && !queue.sacked(0)) {
            queue.markLost(0);
        }
        if (sackPermitted) {
            scoreboard.markLost(segmentBytes);
        }
    }

    /** The oldest segment is lost; false when it was already. */
    boolean fillHole() {
        if (queue.lost(0)) {
            return false;
        }
        queue.markLost(0);
        return true;
    }

    void onRecovery() {
        holes = new HoleFiller(queue, scoreboard);
    }

    /** What leaves next in a recovery without being held to be lost; index of the segment, -1 for none. */
    int nextHole() {
        return holes == null ? -1 : holes.next();
    }

    void onRetransmitted(int index) {
        if (holes != null) {
            holes.onRetransmitted(index);
        }
    }

    int duplicateAcks() {
        return duplicateAcks;
    }

    void reset() {
        duplicateAcks = 0;
    }
}
