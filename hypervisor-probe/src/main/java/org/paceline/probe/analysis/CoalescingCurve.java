package org.paceline.probe.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Of packets that were sent a gap T apart, the share that arrived together: P_coal(T), in steps of 1, 2 and 5 from 1 us
 * to 10 s. A coalescer with a timer shows as an edge at its time. Not thread-safe.
 */
public final class CoalescingCurve {
    private static final int[] FACTORS = {1, 2, 5};
    private static final int DECADES = 7;
    private static final long FIRST_NS = 1_000;

    private final long[] pairs = new long[DECADES * FACTORS.length];
    private final long[] coalesced = new long[DECADES * FACTORS.length];
    private final long[] limits = new long[DECADES * FACTORS.length];

    CoalescingCurve() {
        long decade = FIRST_NS;
        for (int step = 0; step < limits.length; step++) {
            limits[step] = decade * FACTORS[step % FACTORS.length];
            if (step % FACTORS.length == FACTORS.length - 1) {
                decade *= 10;
            }
        }
    }

    /**
     * One step of the curve.
     *
     * @param fromNs gaps from here up to the next step
     * @param pairs how many there were, above 0
     * @param share of them that arrived together
     */
    public record Entry(long fromNs, long pairs, double share) {}

    void add(long sentGapNs, boolean together) {
        int step = 0;
        while (step + 1 < limits.length && limits[step + 1] <= sentGapNs) {
            step++;
        }
        pairs[step]++;
        if (together) {
            coalesced[step]++;
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int step = 0; step < limits.length; step++) {
            if (pairs[step] > 0) {
                entries.add(new Entry(limits[step], pairs[step], (double) coalesced[step] / pairs[step]));
            }
        }
        return entries;
    }
}
