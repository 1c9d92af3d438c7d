package org.paceline.utcp.tcp;

/**
 * When a peer that says nothing is given up, beside the retransmissions of {@link TimerConfig}.
 *
 * @param keepAlive an idle peer is asked whether it is still there (RFC 9293 3.8.4)
 * @param keepIdleNs silence before the first question; RFC 9293 wants at least 2 hours by default (MUST-28)
 * @param keepIntervalNs between two questions
 * @param keepProbes questions without an answer before the connection is given up
 * @param userTimeoutNs how long data may stay unacknowledged, or wait for a window, before the connection is given up
 *     (RFC 9293 3.9.1, RFC 5482); takes the place of the count of retransmissions. 0 for no such limit
 * @param userTimeoutOption the user timeout is told to the peer, and where none is set the peer's is adopted (ENABLED
 *     of RFC 5482 3.1); RFC 5482 wants it off by default
 */
public record LivenessConfig(
        boolean keepAlive,
        long keepIdleNs,
        long keepIntervalNs,
        int keepProbes,
        long userTimeoutNs,
        boolean userTimeoutOption) {
    private static final long SECOND_NS = 1_000_000_000;

    public LivenessConfig {
        if (keepIdleNs < 1 || keepIntervalNs < 1 || keepProbes < 1 || userTimeoutNs < 0) {
            throw new IllegalArgumentException("keepalive times and probes are positive, and no timeout is negative");
        }
    }

    /** Off, as RFC 9293 wants it (MUST-25); switched on, Linux's 2 hours, 75 s and 9 questions. */
    public static LivenessConfig defaults() {
        return new LivenessConfig(false, 7_200 * SECOND_NS, 75 * SECOND_NS, 9, 0, false);
    }

    public LivenessConfig withKeepAlive(boolean changed) {
        return new LivenessConfig(changed, keepIdleNs, keepIntervalNs, keepProbes, userTimeoutNs, userTimeoutOption);
    }

    public LivenessConfig withKeepIdleNs(long changed) {
        return new LivenessConfig(keepAlive, changed, keepIntervalNs, keepProbes, userTimeoutNs, userTimeoutOption);
    }

    public LivenessConfig withKeepIntervalNs(long changed) {
        return new LivenessConfig(keepAlive, keepIdleNs, changed, keepProbes, userTimeoutNs, userTimeoutOption);
    }

    public LivenessConfig withKeepProbes(int changed) {
        return new LivenessConfig(keepAlive, keepIdleNs, keepIntervalNs, changed, userTimeoutNs, userTimeoutOption);
    }

    public LivenessConfig withUserTimeoutNs(long changed) {
        return new LivenessConfig(keepAlive, keepIdleNs, keepIntervalNs, keepProbes, changed, userTimeoutOption);
    }

    public LivenessConfig withUserTimeoutOption(boolean changed) {
        return new LivenessConfig(keepAlive, keepIdleNs, keepIntervalNs, keepProbes, userTimeoutNs, changed);
    }
}
