package org.paceline.pacer.ipg;

import org.paceline.pacer.clock.NanoClock;

/**
 * How far ahead of their departure frames are handed over to something that keeps the gap by itself.
 *
 * @param ns 0 to 100 ms: later wake-ups than that are stalls, and fq drops what is further ahead than its horizon
 */
record Lead(long ns) {
    private static final long MAX_NS = 100_000_000;

    Lead {
        if (ns < 0 || ns > MAX_NS) {
            throw new IllegalArgumentException("a lead of " + ns + " ns is out of range; give 0 to 100 ms");
        }
    }

    /** {@link NanoClock#NEVER_NS} stays what it is. */
    long before(long departureNs) {
        return departureNs == NanoClock.NEVER_NS ? departureNs : departureNs - ns;
    }
}
