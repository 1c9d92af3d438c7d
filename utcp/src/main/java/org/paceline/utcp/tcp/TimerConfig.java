package org.paceline.utcp.tcp;

import java.util.function.UnaryOperator;
import org.paceline.utcp.tcp.recovery.RtoConfig;

/**
 * How long a connection waits for what, in nanoseconds, and how often it tries.
 *
 * @param rto for an acknowledgment
 * @param delayedAckNs RFC 9293 3.8.6.3 allows at most 500 ms; 40 ms is Linux's minimum
 * @param timeWaitNs 2 MSL; RFC 9293 3.4.2 takes MSL as 2 minutes, Linux waits 60 s in all
 * @param blackHoleTimeouts after so many timeouts of a full segment in a row a smaller one is tried, in case the path
 *     swallows large packets and their ICMP errors (RFC 8899 section 4.3 in spirit); 0 never
 * @param synRetries how often a SYN or SYN-ACK is sent again; 6 is 123 s with the initial RTO
 * @param challengeIntervalNs between two challenge ACKs of a connection, and between two answers to segments that are
 *     out of its window (RFC 5961 section 10); Linux's tcp_invalid_ratelimit of 500 ms
 * @param retries how often a segment is sent again before the connection is given up; 15 is Linux's
 */
public record TimerConfig(
        RtoConfig rto,
        long delayedAckNs,
        long timeWaitNs,
        long challengeIntervalNs,
        int blackHoleTimeouts,
        int synRetries,
        int retries) {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    public TimerConfig {
        if (delayedAckNs < 0 || delayedAckNs > 500 * MILLISECOND_NS) {
            throw new IllegalArgumentException("an ACK may be delayed by 0 to 500 ms (RFC 9293 3.8.6.3)");
        }
        if (timeWaitNs < 0 || challengeIntervalNs < 0 || blackHoleTimeouts < 0 || synRetries < 0 || retries < 0) {
            throw new IllegalArgumentException("times and counts are not negative");
        }
    }

    public static TimerConfig defaults() {
        return new TimerConfig(
                RtoConfig.defaults(), 40 * MILLISECOND_NS, 60 * SECOND_NS, 500 * MILLISECOND_NS, 3, 6, 15);
    }

    public TimerConfig withRto(UnaryOperator<RtoConfig> change) {
        return new TimerConfig(
                change.apply(rto),
                delayedAckNs,
                timeWaitNs,
                challengeIntervalNs,
                blackHoleTimeouts,
                synRetries,
                retries);
    }

    public TimerConfig withDelayedAckNs(long changed) {
        return new TimerConfig(rto, changed, timeWaitNs, challengeIntervalNs, blackHoleTimeouts, synRetries, retries);
    }

    public TimerConfig withTimeWaitNs(long changed) {
        return new TimerConfig(rto, delayedAckNs, changed, challengeIntervalNs, blackHoleTimeouts, synRetries, retries);
    }

    public TimerConfig withChallengeIntervalNs(long changed) {
        return new TimerConfig(rto, delayedAckNs, timeWaitNs, changed, blackHoleTimeouts, synRetries, retries);
    }

    public TimerConfig withBlackHoleTimeouts(int changed) {
        return new TimerConfig(rto, delayedAckNs, timeWaitNs, challengeIntervalNs, changed, synRetries, retries);
    }

    public TimerConfig withSynRetries(int changed) {
        return new TimerConfig(rto, delayedAckNs, timeWaitNs, challengeIntervalNs, blackHoleTimeouts, changed, retries);
    }

    public TimerConfig withRetries(int changed) {
        return new TimerConfig(
                rto, delayedAckNs, timeWaitNs, challengeIntervalNs, blackHoleTimeouts, synRetries, changed);
    }
}
