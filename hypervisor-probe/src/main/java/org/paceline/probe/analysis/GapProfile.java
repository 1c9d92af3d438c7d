package org.paceline.probe.analysis;

import org.HdrHistogram.Histogram;

/**
 * Distribution of gaps in bounded memory, whatever their number: moments exact, quantiles to three digits. Not
 * thread-safe. {@link GapStatistics} is the exact sibling that keeps every gap.
 */
public final class GapProfile {
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);
    private long gaps;
    private double meanNs;
    private double squares;

    /** One more gap; a negative one counts as 0. */
    public void add(long gapNs) {
        long bounded = Math.max(0, gapNs);
        histogram.recordValue(bounded);
        gaps++;
        // Welford's recurrence: no difference of large sums
        double delta = bounded - meanNs;
        meanNs += delta / gaps;
        squares += delta * (bounded - meanNs);
    }

    public long gaps() {
        return gaps;
    }

    /** NaN without gaps, as every figure here that is not a count. */
    public double meanNs() {
        return gaps == 0 ? Double.NaN : meanNs;
    }

    /** Standard deviation over mean: 0 for a constant rate, 1 for Poisson arrivals, more for bursts. */
    public double coefficientOfVariation() {
        return gaps == 0 ? Double.NaN : Math.sqrt(squares / gaps) / meanNs;
    }

    /**
     * The gap that {@code percent} of the gaps do not exceed.
     *
     * @return 0 without gaps
     */
    public long percentileNs(double percent) {
        return gaps == 0 ? 0 : histogram.getValueAtPercentile(percent);
    }

    /** Share of gaps of at most {@code limitNs}: the distribution function. */
    public double shareUpTo(long limitNs) {
        return gaps == 0 ? Double.NaN : (double) histogram.getCountBetweenValues(0, Math.max(0, limitNs)) / gaps;
    }
}
