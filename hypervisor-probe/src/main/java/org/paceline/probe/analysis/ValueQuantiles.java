package org.paceline.probe.analysis;

import org.HdrHistogram.Histogram;

/** Quantiles of values that are not negative, to three digits, in bounded memory. Not thread-safe. */
public final class ValueQuantiles {
    private static final int DIGITS = 3;

    /** p90 - p10 of a normal distribution in standard deviations. */
    private static final double DEVIATIONS_P10_TO_P90 = 2.563;

    private final Histogram histogram = new Histogram(DIGITS);

    public void add(long value) {
        histogram.recordValue(Math.max(0, value));
    }

    /** Records {@code value} as often as {@code weight} says. */
    public void add(long value, long weight) {
        histogram.recordValueWithCount(Math.max(0, value), weight);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** The value at a share between 0 and 1; NaN without values. */
    public double at(double share) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(100 * share);
    }

    public double median() {
        return at(0.5);
    }

    /** Share of values within {@code tolerance} of {@code value}, relatively; NaN without values. */
    public double shareNear(double value, double tolerance) {
        if (count() == 0) {
            return Double.NaN;
        }
        long low = (long) Math.floor(value * (1 - tolerance));
        long high = (long) Math.ceil(value * (1 + tolerance));
        return (double) histogram.getCountBetweenValues(Math.max(0, low), Math.max(0, high)) / count();
    }

    /** Share of values from {@code low} to {@code high}, both included; NaN without values. */
    public double shareBetween(double low, double high) {
        if (count() == 0 || high < low) {
            return count() == 0 ? Double.NaN : 0;
        }
        return (double) histogram.getCountBetweenValues((long) Math.max(0, low), (long) high) / count();
    }

    /** (p90 - p10) over the median, scaled so that it is the coefficient of variation of a normal distribution. */
    public double robustVariation() {
        return (at(0.9) - at(0.1)) / DEVIATIONS_P10_TO_P90 / median();
    }
}
