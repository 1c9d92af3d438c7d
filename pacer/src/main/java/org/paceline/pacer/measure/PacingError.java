package org.paceline.pacer.measure;

/**
 * How late frames left that waited for the pacer. Belongs to the loop that sends: a snapshot is taken on its thread, or
 * after it has ended. Errors above 60 s count as 60 s.
 */
public final class PacingError {
    private final NanoHistogram errors = new NanoHistogram();
    private final ToleranceCounts tolerances = new ToleranceCounts();
    private long unplanned;
    private long late;
    private long credited;
    private long creditedNs;
    private long skipped;
    private long skippedNs;

    /**
     * A frame left that had waited for its time.
     *
     * @param plannedNs earliest departure by the schedule
     * @param releasedNs when it was handed to the device, not before {@code plannedNs}
     * @param intervalNs gap asked for after it
     */
    public void onDeparture(long plannedNs, long releasedNs, long intervalNs) {
        long errorNs = releasedNs - plannedNs;
        errors.record(errorNs);
        tolerances.record(errorNs);
        if (errorNs > intervalNs / 2) {
            late++;
        }
    }

    /** A frame left at once, because its time had come before it stood ready: it says nothing about the pacer. */
    public void onUnplannedDeparture() {
        unplanned++;
    }

    /**
     * The schedule found a frame late, and its late policy decided.
     *
     * @param creditNs by which the next gap is shortened
     * @param skipNs what is not given back, and delays everything after it
     */
    public void onLateness(long creditNs, long skipNs) {
        credited += creditNs > 0 ? 1 : 0;
        creditedNs += creditNs;
        skipped += skipNs > 0 ? 1 : 0;
        skippedNs += skipNs;
    }

    /** Takes over another flow's departures. */
    public void add(PacingError other) {
        errors.add(other.errors);
        unplanned += other.unplanned;
        late += other.late;
        tolerances.add(other.tolerances);
        credited += other.credited;
        creditedNs += other.creditedNs;
        skipped += other.skipped;
        skippedNs += other.skippedNs;
    }

    public PacingErrorSnapshot snapshot() {
        return new PacingErrorSnapshot(
                errors.count() + unplanned,
                unplanned,
                late,
                new Lateness(credited, creditedNs, skipped, skippedNs),
                Percentiles.of(errors),
                tolerances.shares());
    }
}
