package org.paceline.testbed;

import org.HdrHistogram.Histogram;

/**
 * How long after their time things happened, within 0.1 %. Fixed range, so recording never allocates. Not thread-safe.
 */
final class Lateness {
    /** Ten seconds; a longer stall counts as this long. */
    private static final long MAX_NS = 10_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(1, MAX_NS, SIGNIFICANT_DIGITS);

    void record(long lateNs) {
        histogram.recordValue(Math.max(0, Math.min(lateNs, MAX_NS)));
    }

    /** Upper end of the step at that percentile, 0 before the first record. */
    long percentileNs(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }
}
