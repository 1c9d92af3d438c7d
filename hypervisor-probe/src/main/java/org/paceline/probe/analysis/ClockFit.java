package org.paceline.probe.analysis;

import java.util.Arrays;

/**
 * How the clock of one point runs against that of another, from the times of the same packets at both: a line under all
 * one-way delays. Queues only ever add delay, so the lowest delays of each stretch of time show the clocks; their lower
 * convex hull gives offset and drift (Moon, Skelly and Towsley, INFOCOM 1999). The offset holds the smallest delay of
 * the path, which times of one direction cannot tell from it. Immutable.
 *
 * @param originNs time at the first point to which the offset belongs
 * @param offsetNs what the second point's clock shows then, less {@code originNs}
 * @param driftPpm by how much it runs faster
 * @param driftKnown false where a queue that grows all the time, or too few packets, hide the drift, which is 0 then,
 *     and in a short capture, where it is what makes delays level, but says little of the clocks
 */
public record ClockFit(long originNs, long offsetNs, double driftPpm, boolean driftKnown) {
    private static final int WINDOWS = 128;
    private static final int MIN_PER_WINDOW = 6;

    /** Quartz is within 100 ppm, twice that between two of them; what climbs faster is a queue. */
    private static final double MAX_DRIFT_PPM = 500;

    private static final double PPM = 1e6;

    /** The lowest delays of stretches differ by some us; over less than this they would pass for 10 ppm and more. */
    private static final long SHORT_NS = 500_000_000;

    /** What a lowest delay may lie below the others before it counts as a packet that was taken for another. */
    private static final double OUTLIER_DEVIATIONS = 12;

    private static final double OUTLIER_FLOOR_NS = 100_000;

    /** @throws IllegalArgumentException without pairs */
    public static ClockFit of(MatchedPackets pairs) {
        if (pairs.size() == 0) {
            throw new IllegalArgumentException("no packet was seen at both points");
        }
        long origin = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int index = 0; index < pairs.size(); index++) {
            origin = Math.min(origin, pairs.firstNs(index));
            last = Math.max(last, pairs.firstNs(index));
        }
        long baseDelay = pairs.secondNs(0) - pairs.firstNs(0);
        int windows = Math.max(1, Math.min(WINDOWS, pairs.size() / MIN_PER_WINDOW));
        double widthNs = Math.max(1, (double) (last - origin + 1) / windows);
        double[] atNs = new double[windows];
        double[] lowestNs = new double[windows];
        Arrays.fill(lowestNs, Double.POSITIVE_INFINITY);
        for (int index = 0; index < pairs.size(); index++) {
            double sinceNs = pairs.firstNs(index) - origin;
            double delayNs = pairs.secondNs(index) - pairs.firstNs(index) - baseDelay;
            int window = Math.min(windows - 1, (int) (sinceNs / widthNs));
            if (delayNs < lowestNs[window]) {
                lowestNs[window] = delayNs;
                atNs[window] = sinceNs;
            }
        }
        return line(origin, baseDelay, atNs, lowestNs, last - origin >= SHORT_NS);
    }

    private static ClockFit line(long origin, long baseDelay, double[] atNs, double[] lowestNs, boolean longEnough) {
        int points = 0;
        for (int window = 0; window < lowestNs.length; window++) {
            if (lowestNs[window] < Double.POSITIVE_INFINITY) {
                atNs[points] = atNs[window];
                lowestNs[points++] = lowestNs[window];
            }
        }
        double[] at = Arrays.copyOf(atNs, points);
        double[] lowest = Arrays.copyOf(lowestNs, points);
        double typicalSlope = points < 3 ? 0 : medianSlope(at, lowest);
        boolean grows = Math.abs(typicalSlope) > MAX_DRIFT_PPM / PPM;
        int kept = grows ? points : withoutOutliers(at, lowest, typicalSlope);
        double slope = points < 3 || grows ? 0 : LowerHull.slopeInTheMiddle(at, lowest, kept);
        if (Math.abs(slope) > MAX_DRIFT_PPM / PPM) {
            slope = 0;
        }
        double offset = Double.POSITIVE_INFINITY;
        for (int point = 0; point < kept; point++) {
            offset = Math.min(offset, lowest[point] - slope * at[point]);
        }
        return new ClockFit(origin, baseDelay + Math.round(offset), slope * PPM, longEnough && points >= 3 && !grows);
    }

    private static double medianSlope(double[] at, double[] lowest) {
        double[] slopes = new double[at.length * (at.length - 1) / 2];
        int next = 0;
        for (int left = 0; left < at.length; left++) {
            for (int right = left + 1; right < at.length; right++) {
                slopes[next++] = (lowest[right] - lowest[left]) / Math.max(1, at[right] - at[left]);
            }
        }
        Arrays.sort(slopes);
        return slopes[slopes.length / 2];
    }

    /** Moves what lies far below the typical line behind the end; returns how many points remain. */
    private static int withoutOutliers(double[] at, double[] lowest, double slope) {
        double[] residuals = new double[at.length];
        for (int point = 0; point < at.length; point++) {
            residuals[point] = lowest[point] - slope * at[point];
        }
        double[] sorted = residuals.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double quarterBelow = median - sorted[sorted.length / 4];
        double limit = median - Math.max(OUTLIER_FLOOR_NS, OUTLIER_DEVIATIONS * quarterBelow);
        int kept = 0;
        for (int point = 0; point < at.length; point++) {
            if (residuals[point] >= limit) {
                at[kept] = at[point];
                lowest[kept++] = lowest[point];
            }
        }
        return kept;
    }

    /** One-way delay beyond the line, of a packet seen at the two times: 0 for one that never waited. */
    public double delayNs(long firstNs, long secondNs) {
        return secondNs - firstNs - offsetNs - driftPpm / PPM * (firstNs - originNs);
    }

    /** What the first point's clock showed, by the lowest delay, when the second's showed a time. */
    public long firstNs(long secondNs) {
        long withoutDriftNs = secondNs - offsetNs;
        return withoutDriftNs - Math.round((withoutDriftNs - originNs) * driftPpm / PPM);
    }
}
