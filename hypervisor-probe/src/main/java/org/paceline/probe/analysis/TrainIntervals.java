package org.paceline.probe.analysis;

/** Time from the start of one train of several packets to the next one's, and the bytes of each. Not thread-safe. */
public final class TrainIntervals {
    private final ValueQuantiles intervals = new ValueQuantiles();
    private final ValueQuantiles bytes = new ValueQuantiles();
    private long lastStartNs = Long.MIN_VALUE;

    public void add(long startNs, long trainBytes) {
        if (lastStartNs != Long.MIN_VALUE) {
            intervals.add(startNs - lastStartNs);
        }
        lastStartNs = startNs;
        bytes.add(trainBytes);
    }

    public long trains() {
        return bytes.count();
    }

    public ValueQuantiles intervalsNs() {
        return intervals;
    }

    public ValueQuantiles bytes() {
        return bytes;
    }
}
