package org.paceline.utcp.tcp;

/** Sizes of byte rings: powers of two, so that a position is masked instead of divided. */
final class RingSize {
    /** RFC 7323 2.2: a window is at most 2^30 bytes, so no buffer needs more. */
    static final int MAX_BYTES = 1 << 30;

    private RingSize() {}

    static int atLeast(int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a buffer of " + bytes + " bytes is outside 1 to " + MAX_BYTES);
        }
        return bytes == 1 ? 1 : Integer.highestOneBit(bytes - 1) << 1;
    }
}
