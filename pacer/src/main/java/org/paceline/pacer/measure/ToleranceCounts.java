package org.paceline.pacer.measure;

import java.util.ArrayList;
import java.util.List;

/** Counts how many errors lie within each of a few bounds. Exact, and without allocation. Not thread-safe. */
final class ToleranceCounts {
    /** From what a spinning thread reaches to what a sleeping one does: 0.25, 1, 5, 25 and 100 us. */
    private static final long[] BOUNDS_NS = {250, 1_000, 5_000, 25_000, 100_000};

    private final long[] within = new long[BOUNDS_NS.length];
    private long count;

    /** @param errorNs of either sign */
    void record(long errorNs) {
        long distanceNs = Math.abs(errorNs);
        count++;
        for (int bound = BOUNDS_NS.length - 1; bound >= 0 && distanceNs <= BOUNDS_NS[bound]; bound--) {
            within[bound]++;
        }
    }

    void add(ToleranceCounts other) {
        count += other.count;
        for (int bound = 0; bound < within.length; bound++) {
            within[bound] += other.within[bound];
        }
    }

    long count() {
        return count;
    }

    /** A share for each bound, the narrowest first. */
    List<WithinShare> shares() {
        List<WithinShare> shares = new ArrayList<>();
        for (int bound = 0; bound < within.length; bound++) {
            shares.add(new WithinShare(BOUNDS_NS[bound], count == 0 ? Double.NaN : (double) within[bound] / count));
        }
        return List.copyOf(shares);
    }
}
