package org.paceline.pacer.ipg;

/**
 * The rate of an Ethernet line, and with it the two units of a gap: time from departure to departure, and bytes on the
 * wire from the last one of a frame to the first one of the next. Frames are counted without FCS, so the shortest gap
 * on the wire is {@value #OVERHEAD_BYTES} bytes.
 *
 * @param bitsPerSecond 1 to 10^12
 */
public record LineRate(long bitsPerSecond) {
    /** IEEE 802.3: FCS 4, interframe gap 12, preamble and start 8. */
    public static final int OVERHEAD_BYTES = 24;

    private static final long MAX_BITS_PER_SECOND = 1_000_000_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    public LineRate {
        if (bitsPerSecond < 1 || bitsPerSecond > MAX_BITS_PER_SECOND) {
            throw new IllegalArgumentException(
                    "a line of " + bitsPerSecond + " bit/s is none; rates go from 1 bit/s to 1 Tb/s");
        }
    }

    /** How long so many bytes take, rounded to the nanosecond; {@code bytes} is not negative. */
    public long nsOf(long bytes) {
        long bits = bytes * Byte.SIZE;
        long seconds = bits / bitsPerSecond;
        long restNs = Math.round((bits % bitsPerSecond) * (double) NS_PER_SECOND / bitsPerSecond);
        return seconds * NS_PER_SECOND + restNs;
    }

    /** How many bytes pass in so much time, rounded to the byte; {@code durationNs} is not negative. */
    public long bytesIn(long durationNs) {
        long seconds = durationNs / NS_PER_SECOND;
        double restBits = (durationNs % NS_PER_SECOND) / (double) NS_PER_SECOND * bitsPerSecond;
        return Math.round(((double) seconds * bitsPerSecond + restBits) / Byte.SIZE);
    }

    /** The gap on the wire behind a frame, when the next one departs so much later. */
    public long wireGapBytes(int frameBytes, long departureGapNs) {
        return Math.max(OVERHEAD_BYTES, bytesIn(departureGapNs) - frameBytes);
    }

    /** Time from the departure of a frame to that of the next, with such a gap on the wire between them. */
    public long departureGapNs(int frameBytes, long wireGapBytes) {
        return nsOf(frameBytes + Math.max(OVERHEAD_BYTES, wireGapBytes));
    }
}
