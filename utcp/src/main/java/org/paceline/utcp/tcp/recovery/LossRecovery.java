package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * When data is lost and what to send again: RFC 6675 with SACK, RFC 6582 without.
 *
 * <p>Without SACK a duplicate ACK counts as one segment that has left the network: where RFC 5681 3.2 inflates cwnd,
 * the pipe shrinks by as much. The caller changes cwnd as the {@link Outcome} says. Not thread-safe.
 */
public final class LossRecovery {
    /** What an acknowledgment meant for the loss recovery. */
    public enum Outcome {
        NOTHING,
        /** Loss was detected: cwnd is to be reduced, and the first retransmission leaves whatever the pipe says. */
        ENTERED,
        /** Everything outstanding at the detection has arrived. */
        LEFT
    }

    private final RetransmissionQueue queue;
    private final SackScoreboard scoreboard;
    private boolean sackPermitted;
    private boolean recovering;
    private boolean rescued;
    private boolean firstRetransmissionOwed;
    private int duplicateAcks;

    /** RecoveryPoint of RFC 6675, recover of RFC 6582. */
    private int recoveryPoint;

    /** Whether {@link #recoveryPoint} still guards against a second reduction for one window of data. */
    private boolean recoveryPointSet;

    public LossRecovery(RetransmissionQueue queue) {
        this.queue = queue;
        this.scoreboard = new SackScoreboard(queue);
    }

    public void sackPermitted(boolean permitted) {
        sackPermitted = permitted;
    }

    public boolean sackPermitted() {
        return sackPermitted;
    }

    /** Fast recovery: from the detection by duplicate ACKs or SACK until everything outstanding then has arrived. */
    public boolean recovering() {
        return recovering;
    }

    /**
     * An acceptable ACK arrived; the queue holds only what lies beyond {@code sndUna} already.
     *
     * @param acknowledgedBytes how much new data the ACK acknowledged, 0 for none
     * @param duplicate the ACK is a duplicate by RFC 5681 section 2
     * @param options with the ACK's SACK blocks
     */
    public Outcome onAck(
            int acknowledgedBytes, boolean duplicate, TcpOptions options, int sndUna, int sndNxt, int segmentBytes) {
        long newlySackedBytes = sackPermitted ? scoreboard.update(options, sndUna, sndNxt) : 0;
        if (acknowledgedBytes > 0) {
            return onProgress(acknowledgedBytes, sndUna, segmentBytes);
        }
        if (sackPermitted ? newlySackedBytes > 0 : duplicate) {
            duplicateAcks++;
        }
        if (recovering) {
            markLost(segmentBytes);
            return Outcome.NOTHING;
        }
        return detect(sndUna, sndNxt, segmentBytes);
    }

    private Outcome onProgress(int acknowledgedBytes, int sndUna, int segmentBytes) {
        // RFC 6582 3.2 step 3 deflates by what was acknowledged and adds one segment back
        duplicateAcks = recovering ? Math.max(0, duplicateAcks + 1 - acknowledgedBytes / segmentBytes) : 0;
        if (recoveryPointSet && SequenceNumber.greaterOrEqual(sndUna, recoveryPoint)) {
            recoveryPointSet = false;
            if (recovering) {
                recovering = false;
                firstRetransmissionOwed = false;
                duplicateAcks = 0;
                return Outcome.LEFT;
            }
        }
        if (recovering) {
            if (!sackPermitted && !queue.empty() && !queue.lost(0)) {
                // RFC 6582 3.2 step 3, partial acknowledgment: the next hole begins at SND.UNA and is filled at once
                queue.markLost(0);
                firstRetransmissionOwed = true;
            }
            markLost(segmentBytes);
        }
        return Outcome.NOTHING;
    }

    private Outcome detect(int sndUna, int sndNxt, int segmentBytes) {
        if (queue.empty()) {
            return Outcome.NOTHING;
        }
        // RFC 6675 section 5 steps 1 and 2; RFC 5681 3.2 step 2
        boolean lost = duplicateAcks >= SackScoreboard.DUP_THRESH
                || (sackPermitted && scoreboard.lostBelow(segmentBytes) > 0 && !queue.sacked(0));
        // RFC 6582 3.2 step 2, RFC 6675 5.1: no second reduction for data outstanding at the last one
        boolean alreadyAnswered = recoveryPointSet && SequenceNumber.lessThan(sndUna, recoveryPoint);
        if (!lost || alreadyAnswered) {
            return Outcome.NOTHING;
        }
        recovering = true;
        rescued = false;
        firstRetransmissionOwed = true;
        recoveryPoint = sndNxt;
        recoveryPointSet = true;
        if (!queue.sacked(0)) {
            queue.markLost(0);
        }
        markLost(segmentBytes);
        return Outcome.ENTERED;
    }

    private void markLost(int segmentBytes) {
        if (sackPermitted) {
            scoreboard.markLost(segmentBytes);
        }
    }

    /** RFC 6298 5.4 and RFC 6675 5.1: nothing in flight is trusted to arrive any more. */
    public void onTimeout(int sndNxt) {
        if (queue.sacked(0)) {
            // RFC 2018 section 8: the receiver holds what it reported no longer, else SND.UNA had moved
            queue.forgetSacked();
        }
        for (int index = 0; index < queue.segments(); index++) {
            if (!queue.sacked(index)) {
                queue.markLost(index);
            }
        }
        recovering = false;
        firstRetransmissionOwed = true;
        duplicateAcks = 0;
        recoveryPoint = sndNxt;
        recoveryPointSet = true;
    }

    /**
     * The path takes less than what left: RFC 1191 6.5 has it sent again at once, and cwnd left alone, because nothing
     * tells of congestion.
     */
    public void onPathMtuLowered(int largestBytes) {
        queue.cut(largestBytes);
        firstRetransmissionOwed |= queue.lostAndWaitingBytes() > 0;
    }

    /** The oldest segment alone is to leave again: a SYN, a FIN or a window probe that was not answered. */
    public void resendHead() {
        queue.markLost(0);
        firstRetransmissionOwed = true;
    }

    /**
     * The segment to send again next, by rules 1, 3 and 4 of NextSeg() in RFC 6675 section 4; rule 2, new data, is the
     * caller's to try before it asks with {@code newDataWaiting} false.
     *
     * @return its index in the queue, -1 for none
     */
    public int nextRetransmission(boolean newDataWaiting) {
        if (queue.lostAndWaitingBytes() > 0) {
            return queue.firstWaiting();
        }
        if (!recovering || !sackPermitted || newDataWaiting) {
            return -1;
        }
        int hole = scoreboard.firstHole();
        return hole >= 0 ? hole : rescue();
    }

    /** RFC 6675 section 4, rule 4: once in a recovery the last segment leaves again, in case the tail was lost. */
    private int rescue() {
        int last = queue.segments() - 1;
        return rescued || last < 0 || queue.sacked(last) || queue.retransmissionInFlight(last) ? -1 : last;
    }

    public void onRetransmitted(int index, long nowNs) {
        if (!queue.lost(index) && index == queue.segments() - 1) {
            rescued = true;
        }
        firstRetransmissionOwed = false;
        queue.onRetransmitted(index, nowNs);
    }

    /**
     * Whether the next retransmission leaves even into a full pipe (RFC 6675 section 5 step 4.3, RFC 5681 3.2 step 3).
     */
    public boolean firstRetransmissionOwed() {
        return firstRetransmissionOwed;
    }

    /** Bytes held to be in the network, never negative. */
    public long pipeBytes(int segmentBytes) {
        long pipeBytes = queue.pipeBytes();
        if (!sackPermitted) {
            pipeBytes -= (long) duplicateAcks * segmentBytes;
        }
        return Math.max(0, pipeBytes);
    }
}
