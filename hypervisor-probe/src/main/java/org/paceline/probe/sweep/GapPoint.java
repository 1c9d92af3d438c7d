package org.paceline.probe.sweep;

/**
 * What became of one gap of a sweep.
 *
 * @param gapNs as planned
 * @param pairs neighbours of a train that were both seen
 * @param keptApart of these, pairs that the sender wrote at least half a gap apart: only they can accuse the path
 * @param coalescedShare of the pairs kept apart, those seen less than a quarter of their written gap apart; P_coal
 * @param writtenTrainMean packet-weighted mean train as written: a train goes on where a gap is below a quarter of the
 *     planned one
 * @param seenTrainMean the same as seen
 * @param writtenGapNs median of the gaps as written
 * @param seenGapNs 10th, 50th and 90th percentile of the gaps as seen
 * @param resolved whether the gap is at least four times the threshold below which neighbours count as back to back
 */
public record GapPoint(
        long gapNs,
        int pairs,
        int keptApart,
        double coalescedShare,
        double writtenTrainMean,
        double seenTrainMean,
        long writtenGapNs,
        Spread seenGapNs,
        boolean resolved) {
    /** Three percentiles of times in nanoseconds. */
    public record Spread(long p10, long p50, long p90) {}
}
