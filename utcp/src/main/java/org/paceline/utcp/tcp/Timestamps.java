package org.paceline.utcp.tcp;

import org.paceline.nic.wire.TcpOptions;

/** The timestamps option of one connection: our clock, TS.Recent and PAWS, RFC 7323 sections 3 to 5. */
final class Timestamps {
    /** RFC 7323 appendix A: kind, length, two values and two NOPs in every segment. */
    static final int OPTION_BYTES = 12;

    /** RFC 7323 5.4: between 1 ms and 1 s a tick; the finest survives 24 days between two segments. */
    static final long TICK_NS = 1_000_000;

    /** RFC 7323 5.5: TS.Recent that has not been refreshed for 24 days says nothing any more. */
    private static final long RECENT_VALID_NS = 24L * 24 * 3_600 * 1_000_000_000;

    /** RFC 7323 5.4: a random start, so that a host's uptime stays its own. */
    private final int offset;

    private boolean inUse;

    /** TS.Recent. */
    private int recent;

    private long recentSinceNs;

    Timestamps(int offset) {
        this.offset = offset;
    }

    /** Both SYNs carried the option (RFC 7323 3.2). */
    void use(int peerValue, long nowNs) {
        inUse = true;
        recent = peerValue;
        recentSinceNs = nowNs;
    }

    boolean inUse() {
        return inUse;
    }

    /** TSval. */
    int value(long nowNs) {
        return (int) (nowNs / TICK_NS) + offset;
    }

    /** TSecr. */
    int echo() {
        return recent;
    }

    /** RFC 7323 5.3 R1: the segment is older than one that was accepted, from a former lap of the sequence space. */
    boolean outdated(TcpOptions options, long nowNs) {
        return options.timestamps() && options.timestampValue() - recent < 0 && nowNs - recentSinceNs < RECENT_VALID_NS;
    }

    /** RFC 7323 5.3 R3: the caller has seen that the segment covers Last.ACK.sent. */
    void refresh(TcpOptions options, long nowNs) {
        if (options.timestamps() && options.timestampValue() - recent >= 0) {
            recent = options.timestampValue();
            recentSinceNs = nowNs;
        }
    }

    /** RTTM by RFC 7323 section 4: the age of the echoed value, to the tick; -1 when it cannot be ours. */
    long roundTripNs(TcpOptions options, long nowNs) {
        int age = value(nowNs) - options.timestampEcho();
        return options.timestamps() && age >= 0 ? Math.max(1, age) * TICK_NS : -1;
    }

    /**
     * RFC 3522: what the acknowledgment answers left before this moment, for its echoed value was over then;
     * {@link Long#MAX_VALUE} when it does not tell.
     */
    long echoedBeforeNs(TcpOptions options, long nowNs) {
        int age = value(nowNs) - options.timestampEcho();
        return inUse && options.timestamps() && age >= 0 ? (nowNs / TICK_NS - age + 1) * TICK_NS : Long.MAX_VALUE;
    }
}
