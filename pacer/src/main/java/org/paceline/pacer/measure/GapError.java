package org.paceline.pacer.measure;

/**
 * How far the gaps of one flow were from those that its schedule had planned, and how many were micro-bursts: below
 * half of what was asked for. Belongs to the loop that sends: a snapshot is taken on its thread, or after it has ended.
 */
public final class GapError {
    private final ToleranceCounts errors = new ToleranceCounts();
    private long gaps;
    private long microBursts;
    private boolean departed;
    private boolean lastPlanned;

    /** When the last frame was to leave: by plan, or for want of one when it did leave. */
    private long lastDueNs;

    private long lastReleasedNs;
    private long lastIntervalNs;

    /** A frame left that had waited for its time; arguments as those of {@link PacingError#onDeparture}. */
    public void onDeparture(long plannedNs, long releasedNs, long intervalNs) {
        if (departed && lastPlanned) {
            errors.record(releasedNs - lastReleasedNs - (plannedNs - lastDueNs));
        }
        // frames that are to leave together are planned so, and no micro-burst
        next(Math.min(lastIntervalNs, plannedNs - lastDueNs), releasedNs, intervalNs);
        lastPlanned = true;
        lastDueNs = plannedNs;
    }

    /** A frame left at once, because its time had come before it stood ready. */
    public void onUnplannedDeparture(long releasedNs, long intervalNs) {
        next(lastIntervalNs, releasedNs, intervalNs);
        lastPlanned = false;
        lastDueNs = releasedNs;
    }

    private void next(long targetNs, long releasedNs, long intervalNs) {
        if (departed) {
            gaps++;
            if (releasedNs - lastReleasedNs < targetNs / 2) {
                microBursts++;
            }
        }
        departed = true;
        lastReleasedNs = releasedNs;
        lastIntervalNs = intervalNs;
    }

    /** Takes over another flow's counts. */
    public void add(GapError other) {
        errors.add(other.errors);
        gaps += other.gaps;
        microBursts += other.microBursts;
    }

    public GapErrorSnapshot snapshot() {
        return new GapErrorSnapshot(gaps, microBursts, errors.count(), errors.shares());
    }
}
