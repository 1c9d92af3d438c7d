package org.paceline.utcp.tcp.recovery;

/**
 * How the retransmission timeout follows the round-trip time: {@code max(min, SRTT + max(G, 4 * RTTVAR)) + slop}, at
 * most {@code max} (RFC 6298 section 2).
 *
 * @param minNs RFC 6298 2.4 asks for 1 s; 200 ms is what Linux runs with
 * @param maxNs RFC 6298 2.5
 * @param granularityNs G, the least that is waited beyond SRTT; Linux takes its minimum RTO for it
 * @param slopNs what is waited on top; FreeBSD's tcp_rexmit_slop
 */
public record RtoConfig(long minNs, long maxNs, long granularityNs, long slopNs) {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    /** The step of our clock as the loop reads it. */
    static final long CLOCK_GRANULARITY_NS = 1_000;

    public RtoConfig {
        if (minNs <= 0 || maxNs < minNs) {
            throw new IllegalArgumentException("RTO bounds " + minNs + " to " + maxNs + " ns are no range");
        }
        if (granularityNs < 1 || slopNs < 0) {
            throw new IllegalArgumentException("the clock has a step, and the RTO is not shortened");
        }
    }

    public static RtoConfig defaults() {
        return new RtoConfig(200 * MILLISECOND_NS, 60 * SECOND_NS, CLOCK_GRANULARITY_NS, 0);
    }

    /** A larger minimum moves the maximum with it. */
    public RtoConfig withMinNs(long changed) {
        return new RtoConfig(changed, Math.max(changed, maxNs), granularityNs, slopNs);
    }

    public RtoConfig withMaxNs(long changed) {
        return new RtoConfig(minNs, changed, granularityNs, slopNs);
    }

    public RtoConfig withGranularityNs(long changed) {
        return new RtoConfig(minNs, maxNs, changed, slopNs);
    }

    public RtoConfig withSlopNs(long changed) {
        return new RtoConfig(minNs, maxNs, granularityNs, changed);
    }
}
