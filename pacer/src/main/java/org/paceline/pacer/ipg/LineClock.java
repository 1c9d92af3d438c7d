package org.paceline.pacer.ipg;

/** When a line is through with what was handed to it, counted in bytes: the link as a clock. Belongs to one thread. */
final class LineClock {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long bitsPerSecond;
    private long freeNs;

    /** What a division cut off, in parts of a nanosecond: a busy line keeps its rate exactly. */
    private long remainder;

    LineClock(LineRate rate) {
        bitsPerSecond = rate.bitsPerSecond();
    }

    /** The line has been idle since it was through, if that was before {@code nowNs}. */
    void idleUntil(long nowNs) {
        if (nowNs > freeNs) {
            freeNs = nowNs;
            remainder = 0;
        }
    }

    /** A frame stands behind what was there before; its overhead on the wire is added. */
    void add(int frameBytes) {
        skip(frameBytes + LineRate.OVERHEAD_BYTES);
    }

    /** So many bytes pass, or stay away; 0 to 100,000. */
    void skip(long wireBytes) {
        long scaled = wireBytes * Byte.SIZE * NS_PER_SECOND + remainder;
        freeNs += scaled / bitsPerSecond;
        remainder = scaled % bitsPerSecond;
    }

    long freeNs() {
        return freeNs;
    }
}
