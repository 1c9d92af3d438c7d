package org.paceline.probe.analysis;

/** Mean and deviation in one pass (Welford). Not thread-safe. */
final class ValueMoments {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
    }

    /** NaN without values. */
    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Standard deviation over mean; NaN without values. */
    double coefficientOfVariation() {
        return Math.sqrt(squares / count) / mean;
    }
}
