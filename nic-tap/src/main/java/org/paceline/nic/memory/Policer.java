package org.paceline.nic.memory;

/**
 * A token bucket that drops what it has no tokens for and delays nothing (RFC 2475 2.3.3.3). It stands before the queue
 * and counts the bytes of frames.
 *
 * @param rateBitsPerSecond what passes in the long run; 0 polices nothing
 * @param burstBytes depth of the bucket, which is full at the start
 */
public record Policer(long rateBitsPerSecond, long burstBytes) {
    /** Everything passes. */
    public static final Policer NONE = new Policer(0, 0);

    /** A gigabyte: the bucket's level, kept in bits times nanoseconds of a second, stays within 64 bits. */
    private static final long MAX_BURST_BYTES = 1_000_000_000;

    public Policer {
        LinkModel.requireRate("policer rate", rateBitsPerSecond);
        LinkModel.require(burstBytes >= 0 && burstBytes <= MAX_BURST_BYTES, "policer burst", burstBytes);
    }
}
