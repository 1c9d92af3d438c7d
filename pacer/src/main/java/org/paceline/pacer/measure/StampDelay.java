package org.paceline.pacer.measure;

/**
 * How long frames took from their release to the kernel's transmit stamp, and from their planned time to it. Belongs to
 * the loop that sends: a snapshot is taken on its thread, or after it has ended.
 */
public final class StampDelay {
    private final NanoHistogram fromRelease = new NanoHistogram();
    private final NanoHistogram fromPlan = new NanoHistogram();

    /** A frame with a plan was stamped. */
    public void onStamp(long plannedNs, long releasedNs, long stampNs) {
        fromPlan.record(stampNs - plannedNs);
        onUnplannedStamp(releasedNs, stampNs);
    }

    /** A frame that did not wait for the pacer was stamped. */
    public void onUnplannedStamp(long releasedNs, long stampNs) {
        fromRelease.record(stampNs - releasedNs);
    }

    public StampDelaySnapshot snapshot() {
        return new StampDelaySnapshot(fromRelease.count(), Percentiles.of(fromRelease), Percentiles.of(fromPlan));
    }
}
