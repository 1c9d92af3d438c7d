package org.paceline.pacer.wait;

import org.HdrHistogram.Histogram;

/**
 * How late a waiter came back, over all waits that its deadline ended. Belongs to the waiter's thread; reading from
 * another one is safe only after that thread has ended. Recording does not allocate. Times are nanoseconds.
 */
public final class Oversleep {
    /** A longer stall counts as this long: a histogram of fixed range never grows, and so never allocates. */
    static final long MAX_NS = 60_000_000_000L;

    /** Within 0.1 %. */
    private static final int SIGNIFICANT_DIGITS = 3;

    /** The running median moves by 1/32 of itself a wait: from one level to its double within some 25 waits. */
    private static final int MEDIAN_STEP_SHIFT = 5;

    private final Histogram histogram = new Histogram(1, MAX_NS, SIGNIFICANT_DIGITS);
    private long lastNs;
    private long typicalNs;

    void record(long oversleptNs) {
        lastNs = oversleptNs;
        follow(oversleptNs);
        histogram.recordValue(Math.min(oversleptNs, MAX_NS));
    }

    /** Up as often as down at the median, so that a stall of milliseconds counts as one wait and no more. */
    private void follow(long oversleptNs) {
        if (waits() == 0) {
            typicalNs = Math.min(oversleptNs, MAX_NS);
            return;
        }
        long stepNs = 1 + (typicalNs >> MEDIAN_STEP_SHIFT);
        typicalNs = oversleptNs > typicalNs
                ? Math.min(typicalNs + stepNs, oversleptNs)
                : Math.max(typicalNs - stepNs, oversleptNs);
    }

    /** How late this waiter comes back as a rule: its median of late, 0 before the first wait. */
    public long typicalNs() {
        return typicalNs;
    }

    /** Waits that ended at their deadline rather than by work. */
    public long waits() {
        return histogram.getTotalCount();
    }

    /** The latest one, 0 before the first. */
    public long lastNs() {
        return lastNs;
    }

    /**
     * Upper end of the histogram's step at that percentile, 0 before the first wait.
     *
     * @param percentile 0 to 100; 100 is the maximum
     */
    public long percentileNs(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }
}
