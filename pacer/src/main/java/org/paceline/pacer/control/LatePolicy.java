package org.paceline.pacer.control;

/** How much of a departure's lateness the next gap may give back. Bounded always: a stall must not become a burst. */
public enum LatePolicy {
    /** Nothing: every gap is a full interval, and the average rate falls behind by each lateness. */
    SKIP,
    /**
     * At most half an interval: jitter leaves the rate alone and no gap falls below half of it (as Linux's TCP and
     * sch_fq do).
     */
    HALF_CREDIT;

    /**
     * The part of {@code lateNs} by which the next gap is shortened.
     *
     * @param lateNs how long after its due time a frame left, not negative
     * @param intervalNs the gap asked for after that frame, not negative
     * @return between 0 and {@code intervalNs}
     */
    long creditNs(long lateNs, long intervalNs) {
        return switch (this) {
            case SKIP -> 0;
            case HALF_CREDIT -> Math.min(lateNs, intervalNs / 2);
        };
    }
}
