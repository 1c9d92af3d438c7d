package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;
import org.paceline.utcp.tcp.timer.TimerTable;

/** Which acknowledgment is owed to the peer, and since when: RFC 9293 3.8.6.3 and RFC 5681 4.2. */
final class AckDuty {
    private final TimerTable timers;
    private final long delayNs;
    private final ChallengeLimit limit;
    private boolean owedNow;
    private int heldBackBytes;

    /** Largest payload seen, the full-sized segment of RFC 5681 4.2 as the peer understands it. */
    private int fullSegmentBytes = 1;

    AckDuty(TimerTable timers, long delayNs, ChallengeLimit limit) {
        this.timers = timers;
        this.delayNs = delayNs;
        this.limit = limit;
    }

    /** Data came in order: every second full segment is acknowledged at once, the rest after a delay. */
    void onTextInOrder(int payloadBytes, long nowNs) {
        fullSegmentBytes = Math.max(fullSegmentBytes, payloadBytes);
        heldBackBytes += payloadBytes;
        if (heldBackBytes >= 2 * fullSegmentBytes) {
            owedNow = true;
        } else if (!timers.armed(TimerPurpose.DELAYED_ACK)) {
            timers.set(TimerPurpose.DELAYED_ACK, nowNs + delayNs);
        }
    }

    /** The peer should know at once: a gap, a duplicate, a FIN, a window that opened. */
    void oweNow() {
        owedNow = true;
    }

    /** RFC 9293 3.10.7.4: a segment that a blind attacker might have sent is answered with an ACK, not too often. */
    void challenge(long nowNs) {
        owedNow |= limit.challenge(nowNs);
    }

    /**
     * RFC 9293 3.10.7.4, first: an unacceptable segment is answered; one without text not too often, because it may be
     * the answer to such an answer.
     */
    void answerUnacceptable(boolean withText, long nowNs) {
        owedNow |= withText || limit.answer(nowNs);
    }

    boolean owedNow() {
        return owedNow;
    }

    int fullSegmentBytes() {
        return fullSegmentBytes;
    }

    /** A segment with an ACK left. */
    void onAckSent() {
        owedNow = false;
        heldBackBytes = 0;
        timers.stop(TimerPurpose.DELAYED_ACK);
    }
}
