package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/** Which acknowledgment is owed to the peer, and since when: RFC 9293 3.8.6.3 and RFC 5681 4.2. */
final class AckDuty {
    private static final long NOT_YET_NS = Long.MIN_VALUE;

    private final TcpConnection c;
    private boolean owedNow;
    private int heldBackBytes;

    /** Largest payload seen, the full-sized segment of RFC 5681 4.2 as the peer understands it. */
    private int fullSegmentBytes = 1;

    /** The delay by now, ATO in Linux's words. */
    private long delayNs;

    private long textNs = NOT_YET_NS;

    /** ACKs that leave at once, still. */
    private int quickAcks;

    /** Both sides talk in turns: the answer takes the ACK along, and quick ACKs would only double the segments. */
    private boolean conversing;

    AckDuty(TcpConnection connection) {
        c = connection;
        delayNs = shortestDelayNs();
    }

    private long shortestDelayNs() {
        return c.config.timers().delayedAckNs();
    }

    /**
     * Data came in order: more than a full segment is acknowledged at once, less after a delay.
     *
     * @param windowBytes what the peer may still send; when no full segment fits any more it has nothing to add, and
     *     waits
     */
    void onTextInOrder(int payloadBytes, int windowBytes, long rtoNs, long nowNs) {
        fullSegmentBytes = Math.max(fullSegmentBytes, payloadBytes);
        adaptDelay(windowBytes, rtoNs, nowNs);
        heldBackBytes += payloadBytes;
        if (heldBackBytes > fullSegmentBytes || windowBytes < fullSegmentBytes || (quickAcks > 0 && !conversing)) {
            owedNow = true;
        } else if (!c.timers.armed(TimerPurpose.DELAYED_ACK)) {
            c.timers.set(TimerPurpose.DELAYED_ACK, nowNs + delayNs);
        }
    }

    /** Linux's tcp_event_data_recv: the delay follows the spacing of segments; a silence begins anew. */
    private void adaptDelay(int windowBytes, long rtoNs, long nowNs) {
        long spacingNs = textNs == NOT_YET_NS ? Long.MAX_VALUE : nowNs - textNs;
        textNs = nowNs;
        if (spacingNs > rtoNs) {
            quickAcks = Math.min(c.config.acks().quickSegments(), Math.max(2, windowBytes / (2 * fullSegmentBytes)));
            delayNs = shortestDelayNs();
        } else if (spacingNs <= shortestDelayNs() / 2) {
            delayNs = delayNs / 2 + shortestDelayNs() / 2;
        } else if (spacingNs < delayNs) {
            delayNs = delayNs / 2 + spacingNs;
        }
        delayNs = Math.max(shortestDelayNs(), Math.min(delayNs, c.config.acks().longestDelayNs()));
    }

    /** Text of ours leaves: within the delay after the peer's it is an answer. */
    void onTextSent(long nowNs) {
        conversing |= textNs != NOT_YET_NS && nowNs - textNs < delayNs;
    }

    /** What is held back leaves now, and further ACKs at once; or both sides are said to talk in turns. */
    void quick(boolean on) {
        conversing = !on;
        owedNow |= on && heldBackBytes > 0;
        quickAcks = on ? Math.max(quickAcks, c.config.acks().quickSegments()) : quickAcks;
    }

    /**
     * A FIN came: answered at once, or, where it is not held back, like text. The application is about to close, and
     * its own FIN takes the ACK along.
     */
    void onFin(boolean mayWait, long nowNs) {
        boolean held = mayWait
                && c.config.style().habits().delaysFinAck()
                && textNs != NOT_YET_NS
                && heldBackBytes <= fullSegmentBytes;
        conversing |= held;
        owedNow = !held;
        if (!held) {
            return;
        }
        if (!c.timers.armed(TimerPurpose.DELAYED_ACK)) {
            c.timers.set(TimerPurpose.DELAYED_ACK, nowNs + delayNs);
        }
    }

    /** The peer should know at once: a gap, a FIN, a window that opened. */
    void oweNow() {
        owedNow = true;
    }

    /** What came had been received before: an ACK of ours was lost, and the peer waits for more of them. */
    void onDuplicateText() {
        owedNow = true;
        conversing = false;
        quickAcks = c.config.acks().quickSegments();
    }

    /** RFC 9293 3.10.7.4: a segment that a blind attacker might have sent is answered with an ACK, not too often. */
    void challenge(ChallengeLimit limit, long nowNs) {
        owedNow |= limit.challenge(nowNs);
    }

    /**
     * RFC 9293 3.10.7.4, first: an unacceptable segment is answered; one without text not too often, because it may be
     * the answer to such an answer.
     */
    void answerUnacceptable(boolean withText, ChallengeLimit limit, long nowNs) {
        if (withText) {
            onDuplicateText();
        } else {
            owedNow |= limit.answer(nowNs);
        }
    }

    boolean owedNow() {
        return owedNow;
    }

    int fullSegmentBytes() {
        return fullSegmentBytes;
    }

    /** How long an ACK is held back by now. */
    long delayNs() {
        return delayNs;
    }

    /** A segment with an ACK left. */
    void onAckSent() {
        if (heldBackBytes > 0) {
            quickAcks = Math.max(0, quickAcks - 1);
        }
        owedNow = false;
        heldBackBytes = 0;
        c.timers.stop(TimerPurpose.DELAYED_ACK);
    }
}
