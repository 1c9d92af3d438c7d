package org.paceline.utcp.tcp;

/**
 * How often one connection answers segments that a blind attacker, or a loop of two confused peers, might have sent:
 * RFC 5961 section 10, with the interval of Linux's tcp_invalid_ratelimit. Belongs to its connection.
 */
final class ChallengeLimit {
    private final long intervalNs;
    private final ChallengeBudget stackWide;

    /** Two clocks, so that an attacker who draws challenges cannot silence the answers to a confused peer. */
    private long nextChallengeNs = Long.MIN_VALUE;

    private long nextAnswerNs = Long.MIN_VALUE;

    ChallengeLimit(long intervalNs, ChallengeBudget stackWide) {
        this.intervalNs = intervalNs;
        this.stackWide = stackWide;
    }

    /** Whether a RST or SYN in the window, or an ACK far off, gets its challenge ACK now. */
    boolean challenge(long nowNs) {
        if (nowNs < nextChallengeNs || !stackWide.take(nowNs)) {
            return false;
        }
        nextChallengeNs = nowNs + intervalNs;
        return true;
    }

    /** Whether a segment without text that is out of the window, or too old by its timestamp, is answered now. */
    boolean answer(long nowNs) {
        if (nowNs < nextAnswerNs) {
            return false;
        }
        nextAnswerNs = nowNs + intervalNs;
        return true;
    }
}
