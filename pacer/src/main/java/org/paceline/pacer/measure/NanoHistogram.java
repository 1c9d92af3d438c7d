package org.paceline.pacer.measure;

import org.HdrHistogram.Histogram;

/**
 * Durations from 0 to 60 s within 0.1 %; recording never allocates, because a fixed range never grows. Not thread-safe.
 */
final class NanoHistogram {
    /** As long as the longest retransmission timeout (RFC 6298 2.5); a longer duration counts as this long. */
    static final long MAX_NS = 60_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(1, MAX_NS, SIGNIFICANT_DIGITS);

    /** Records a duration; one out of range counts as the nearest that is in range. */
    void record(long durationNs) {
        histogram.recordValue(Math.max(0, Math.min(durationNs, MAX_NS)));
    }

    void add(NanoHistogram other) {
        histogram.add(other.histogram);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** Upper end of the step at that percentile, 0 when nothing was recorded. */
    long percentileNs(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }
}
