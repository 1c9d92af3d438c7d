package org.paceline.utcp.tcp.recovery;

/**
 * Round-trip time and retransmission timeout of one connection, RFC 6298.
 *
 * <p>Karn's rule (section 3) is the caller's: a sample comes from a segment that was sent once, or from a timestamp.
 * Times are nanoseconds. Not thread-safe.
 */
public final class RttEstimator {
    /** RFC 6298 2.1: before the first sample. */
    static final long INITIAL_RTO_NS = 1_000_000_000L;

    /** RFC 6298 5.7: when the SYN had to be sent again and no sample tells better. */
    static final long RTO_AFTER_LOST_SYN_NS = 3_000_000_000L;

    private final RtoConfig config;
    private long initialRtoNs = INITIAL_RTO_NS;
    private long smoothedNs = -1;
    private long variationNs;
    private long latestNs = -1;
    private long minimumNs = Long.MAX_VALUE;
    private int backOffs;

    public RttEstimator(RtoConfig config) {
        this.config = config;
    }

    /** One measured round trip; less than a nanosecond counts as one. */
    public void onSample(long measuredNs) {
        long rttNs = Math.max(1, measuredNs);
        latestNs = rttNs;
        minimumNs = Math.min(minimumNs, rttNs);
        if (smoothedNs < 0) {
            // RFC 6298 2.2
            smoothedNs = rttNs;
            variationNs = rttNs / 2;
        } else {
            // RFC 6298 2.3: RTTVAR before SRTT, beta 1/4 and alpha 1/8
            variationNs += (Math.abs(smoothedNs - rttNs) - variationNs) / 4;
            smoothedNs += (rttNs - smoothedNs) / 8;
        }
        backOffs = 0;
    }

    /** RFC 6298 5.5: the timer has expired, and the next timeout is twice as long. */
    public void onTimeout() {
        backOffs++;
    }

    /**
     * New data was acknowledged, which ends the back-off even without a sample (as the note to RFC 6298 5.7 allows).
     */
    public void onProgress() {
        if (smoothedNs >= 0) {
            backOffs = 0;
        }
    }

    /** RFC 4015 section 3.2: the timer was too short for the newest sample, and is not to be so again. */
    public void onSpuriousTimeout() {
        if (smoothedNs >= 0) {
            smoothedNs = Math.max(smoothedNs, latestNs);
            variationNs = Math.max(variationNs, latestNs / 2);
        }
        backOffs = 0;
    }

    /** RFC 6298 5.7: the connection is open, and its SYN was lost on the way. */
    public void onOpenedAfterLostSyn() {
        if (smoothedNs < 0) {
            initialRtoNs = RTO_AFTER_LOST_SYN_NS;
            backOffs = 0;
        }
    }

    /** How long to wait for an acknowledgment from now on, back-off included. */
    public long rtoNs() {
        long rtoNs = initialRtoNs;
        if (smoothedNs >= 0) {
            rtoNs = smoothedNs + Math.max(config.granularityNs(), 4 * variationNs);
            rtoNs = Math.max(rtoNs, config.minNs()) + config.slopNs();
        }
        rtoNs = Math.max(rtoNs, config.minNs());
        // step by step, so that the doubling meets the cap before it overflows
        for (int doubling = 0; doubling < backOffs && rtoNs < config.maxNs(); doubling++) {
            rtoNs *= 2;
        }
        return Math.min(rtoNs, config.maxNs());
    }

    /** SRTT, or -1 before the first sample. */
    public long smoothedNs() {
        return smoothedNs;
    }

    public long variationNs() {
        return variationNs;
    }

    /** The newest sample, or -1. */
    public long latestNs() {
        return latestNs;
    }

    /** The smallest sample, or -1. */
    public long minimumNs() {
        return minimumNs == Long.MAX_VALUE ? -1 : minimumNs;
    }

    public int backOffs() {
        return backOffs;
    }
}
