package org.paceline.probe.analysis;

import java.util.Arrays;

/** Distribution of the gaps between neighbouring frames of one or several rounds. Exact, immutable, nanoseconds. */
public final class GapStatistics {
    private final long[] sortedNs;
    private final double meanNs;
    private final double deviationNs;

    private GapStatistics(long[] gapsNs) {
        this.sortedNs = gapsNs;
        Arrays.sort(sortedNs);
        double sum = 0;
        for (long gapNs : sortedNs) {
            sum += gapNs;
        }
        meanNs = sum / sortedNs.length;
        double squares = 0;
        for (long gapNs : sortedNs) {
            squares += (gapNs - meanNs) * (gapNs - meanNs);
        }
        deviationNs = Math.sqrt(squares / sortedNs.length);
    }

    /** The gaps within each round; the pause between two rounds is none. */
    public static GapStatistics over(Iterable<? extends Arrivals> rounds) {
        int gaps = 0;
        for (Arrivals round : rounds) {
            gaps += Math.max(0, round.frames() - 1);
        }
        long[] gapsNs = new long[gaps];
        int next = 0;
        for (Arrivals round : rounds) {
            for (int frame = 1; frame < round.frames(); frame++) {
                gapsNs[next++] = round.gapNs(frame);
            }
        }
        return new GapStatistics(gapsNs);
    }

    public int gaps() {
        return sortedNs.length;
    }

    /** NaN without gaps, as every figure here that is not a count. */
    public double meanNs() {
        return meanNs;
    }

    /** Standard deviation over mean: 0 for a constant rate, 1 for Poisson arrivals, more for bursts. */
    public double coefficientOfVariation() {
        return deviationNs / meanNs;
    }

    /**
     * Nearest-rank percentile.
     *
     * @param percent above 0, at most 100
     * @return the smallest gap that at least {@code percent} of the gaps do not exceed; 0 without gaps
     */
    public long percentileNs(double percent) {
        if (sortedNs.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sortedNs.length);
        return sortedNs[Math.min(Math.max(rank, 1), sortedNs.length) - 1];
    }

    /** Share of gaps of at most {@code limitNs}: the distribution function. */
    public double shareUpTo(long limitNs) {
        int low = 0;
        int high = sortedNs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sortedNs[middle] <= limitNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sortedNs.length;
    }

    /** Share of gaps that differ from {@code targetNs} by at most {@code toleranceNs}. */
    public double shareWithin(long targetNs, long toleranceNs) {
        return shareUpTo(targetNs + toleranceNs) - shareUpTo(targetNs - toleranceNs - 1);
    }
}
