package org.paceline.pacer.control;

/**
 * How much of a departure's lateness the next gaps may give back. Bounded always: a stall must not become a burst.
 *
 * @param halfIntervals the most that is given back, in halves of the interval asked for
 */
public record LatePolicy(int halfIntervals) {
    /** Nothing: every gap is a full interval, and the average rate falls behind by each lateness. */
    public static final LatePolicy SKIP = new LatePolicy(0);

    /**
     * At most half an interval: jitter leaves the rate alone and no gap falls below half of it (as Linux's TCP and
     * sch_fq do).
     */
    public static final LatePolicy HALF_CREDIT = new LatePolicy(1);

    /** A second of catching up at 1,000 segments a second: more is a burst by any name. */
    public static final int MAX_INTERVALS = 1_000;

    public LatePolicy {
        if (halfIntervals < 0 || halfIntervals > 2 * MAX_INTERVALS) {
            throw new IllegalArgumentException(
                    "lateness may be made good for 0 to " + MAX_INTERVALS + " intervals, not more");
        }
    }

    /** At most so many intervals: the rate holds through longer stalls, for bursts of up to one segment more. */
    public static LatePolicy bounded(int intervals) {
        return new LatePolicy(Math.multiplyExact(2, intervals));
    }

    /**
     * The part of {@code lateNs} by which the next gaps are shortened.
     *
     * @param lateNs how long after its due time a frame left, not negative
     * @param intervalNs the gap asked for after that frame, not negative
     * @return between 0 and {@code lateNs}
     */
    long creditNs(long lateNs, long intervalNs) {
        return Math.min(lateNs, Proportion.of(intervalNs, halfIntervals, 2));
    }

    /** As on a command line: skip, half, or a number of intervals. */
    public String text() {
        return switch (halfIntervals) {
            case 0 -> "skip";
            case 1 -> "half";
            default -> String.valueOf(halfIntervals / 2);
        };
    }
}
