package org.paceline.probe.analysis;

/**
 * Cuts a series into packet trains: maximal runs whose gaps are back to back (Jain and Routhier 1986).
 *
 * <p>A gap equal to the threshold is back to back, in the trains as in the share, so that both tell the same story.
 * Several series are taken as separate rounds: nothing joins the end of one and the start of the next. Not thread-safe.
 */
public final class TrainDetector {
    private final BackToBackThreshold threshold;
    private final TrainLengths lengths = new TrainLengths();
    private long gaps;
    private long backToBackGaps;

    public TrainDetector(BackToBackThreshold threshold) {
        this.threshold = threshold;
    }

    /** The trains of all {@code rounds} together. */
    public static TrainDetector over(BackToBackThreshold threshold, Iterable<? extends Arrivals> rounds) {
        TrainDetector detector = new TrainDetector(threshold);
        rounds.forEach(detector::addRound);
        return detector;
    }

    /** Takes one whole series; its first frame starts a train and its last one ends a train. */
    public void addRound(Arrivals series) {
        if (series.isEmpty()) {
            return;
        }
        int length = 1;
        for (int frame = 1; frame < series.frames(); frame++) {
            gaps++;
            if (series.gapNs(frame) <= threshold.thetaNs(series.frameBytes(frame - 1))) {
                backToBackGaps++;
                length++;
            } else {
                lengths.add(length);
                length = 1;
            }
        }
        lengths.add(length);
    }

    public TrainLengths lengths() {
        return lengths;
    }

    /** Share of gaps that are back to back; NaN without gaps. */
    public double backToBackShare() {
        return (double) backToBackGaps / gaps;
    }
}
