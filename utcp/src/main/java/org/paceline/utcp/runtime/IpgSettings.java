package org.paceline.utcp.runtime;

/**
 * How a loop is to hold the gap between frames.
 *
 * @param mechanism what is asked for; where the device cannot, the timer takes its place
 * @param lineBitsPerSecond rate at which the path behind the device drains, 0 for what the device itself tells
 * @param leadNs how far ahead of their departure frames are handed over, where the mechanism takes them ahead: the
 *     lateness of the thread that does no harm
 */
public record IpgSettings(IpgMechanism mechanism, long lineBitsPerSecond, long leadNs) {
    /** A thread that sleeps wakes some 50 us late here, rarely more than 200. */
    public static final long DEFAULT_LEAD_NS = 250_000;

    private static final long MAX_LEAD_NS = 100_000_000;

    public IpgSettings {
        if (lineBitsPerSecond < 0) {
            throw new IllegalArgumentException("a line of " + lineBitsPerSecond + " bit/s is none");
        }
        if (leadNs < 0 || leadNs > MAX_LEAD_NS) {
            throw new IllegalArgumentException("a lead of " + leadNs + " ns is out of range; give 0 to 100 ms");
        }
    }

    public static IpgSettings defaults() {
        return new IpgSettings(IpgMechanism.AUTO, 0, DEFAULT_LEAD_NS);
    }
}
