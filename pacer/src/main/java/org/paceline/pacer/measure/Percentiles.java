package org.paceline.pacer.measure;

/**
 * A distribution of durations in nanoseconds, each the upper end of a step of 0.1 %; all 0 when nothing was recorded.
 */
public record Percentiles(long p50, long p90, long p99, long p99_9, long max) {
    static Percentiles of(NanoHistogram histogram) {
        return new Percentiles(
                histogram.percentileNs(50),
                histogram.percentileNs(90),
                histogram.percentileNs(99),
                histogram.percentileNs(99.9),
                histogram.percentileNs(100));
    }
}
