package org.paceline.utcp.tcp.congestion;

/**
 * HyStart++, RFC 9406: slow start ends when the round trip grows, before the queue overflows. A round with a longer
 * least RTT begins conservative slow start (CSS); if the RTT stays long for some rounds, congestion avoidance follows,
 * and if it does not, slow start goes on. For the first slow start only (section 4.3). Not thread-safe.
 */
final class HyStart {
    /** RFC 9406 4.3, as are those below. */
    static final long MIN_RTT_THRESH_NS = 4_000_000;

    static final long MAX_RTT_THRESH_NS = 16_000_000;
    static final int MIN_RTT_DIVISOR = 8;
    static final int N_RTT_SAMPLE = 8;
    static final int CSS_GROWTH_DIVISOR = 4;
    static final int CSS_ROUNDS = 5;

    private static final long UNKNOWN_NS = Long.MAX_VALUE;

    /** windowEnd of RFC 9406 4.2: where SND.NXT stood when the round began. */
    private long roundEndPosition;

    private long lastRoundMinRttNs = UNKNOWN_NS;
    private long currentRoundMinRttNs = UNKNOWN_NS;
    private int rttSamples;

    private boolean conservative;
    private long cssBaselineMinRttNs = UNKNOWN_NS;
    private int cssRounds;

    /** Whether cwnd grows by a quarter only. */
    boolean conservative() {
        return conservative;
    }

    /**
     * An ACK of slow start arrived, and cwnd has grown by it.
     *
     * @return whether slow start is over
     */
    boolean onAck(AckSample sample) {
        if (sample.rttNs >= 0) {
            currentRoundMinRttNs = Math.min(currentRoundMinRttNs, sample.rttNs);
            rttSamples++;
        }
        if (rttSamples >= N_RTT_SAMPLE) {
            judgeRound();
        }
        boolean over = false;
        if (sample.unaPosition >= roundEndPosition) {
            // the partial round in which CSS began counts (RFC 9406 4.2)
            over = conservative && ++cssRounds >= CSS_ROUNDS;
            lastRoundMinRttNs = currentRoundMinRttNs;
            currentRoundMinRttNs = UNKNOWN_NS;
            rttSamples = 0;
            roundEndPosition = sample.nxtPosition;
        }
        return over;
    }

    private void judgeRound() {
        if (conservative) {
            if (currentRoundMinRttNs < cssBaselineMinRttNs) {
                // the RTT has come down again: the exit was premature
                conservative = false;
                cssBaselineMinRttNs = UNKNOWN_NS;
            }
            return;
        }
        if (lastRoundMinRttNs == UNKNOWN_NS || currentRoundMinRttNs == UNKNOWN_NS) {
            return;
        }
        long thresholdNs =
                Math.max(MIN_RTT_THRESH_NS, Math.min(lastRoundMinRttNs / MIN_RTT_DIVISOR, MAX_RTT_THRESH_NS));
        if (currentRoundMinRttNs >= lastRoundMinRttNs + thresholdNs) {
            conservative = true;
            cssBaselineMinRttNs = currentRoundMinRttNs;
            cssRounds = 0;
        }
    }
}
