package org.paceline.pacer.measure;

/**
 * Gaps between successive departures of one flow, pauses included. Belongs to the loop that sends: a snapshot is taken
 * on its thread, or after it has ended. Gaps above 60 s count as 60 s.
 */
public final class GapHistogram {
    private final NanoHistogram gaps = new NanoHistogram();
    private boolean departed;
    private long lastReleasedNs;

    /** A frame was handed to the device at {@code releasedNs}. */
    public void onDeparture(long releasedNs) {
        if (departed) {
            gaps.record(releasedNs - lastReleasedNs);
        }
        departed = true;
        lastReleasedNs = releasedNs;
    }

    /** Takes over another flow's gaps; the step from the one flow to the other is no gap. */
    public void add(GapHistogram other) {
        gaps.add(other.gaps);
    }

    /** Gaps seen: one less than departures. */
    public long gaps() {
        return gaps.count();
    }

    public GapPercentiles snapshot() {
        return new GapPercentiles(gaps.percentileNs(1), gaps.percentileNs(50), gaps.percentileNs(99));
    }
}
