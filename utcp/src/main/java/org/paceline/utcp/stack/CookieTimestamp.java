package org.paceline.utcp.stack;

/**
 * What of a SYN's options goes into the lower 6 bits of our SYN-ACK's timestamp, as in Linux, and comes back in the
 * peer's echo: the window scale, SACK and ECN.
 */
final class CookieTimestamp {
    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;
    private static final int SCALE_MASK = 0xf;

    /** No window scale: 14 is the largest (RFC 7323 2.3). */
    private static final int NO_SCALE = 0xf;

    private static final int SACK = 1 << 4;
    private static final int ECN = 1 << 5;

    private CookieTimestamp() {}

    static int bits(int windowScale, boolean sack, boolean ecn) {
        int scale = windowScale < 0 ? NO_SCALE : Math.min(windowScale, 14);
        return scale | (sack ? SACK : 0) | (ecn ? ECN : 0);
    }

    /** How far back our timestamp is set to end in these bits; it never runs ahead of the clock. */
    static int offset(int timestamp, int bits) {
        int marked = (timestamp & ~MASK) | bits;
        int distance = marked - timestamp;
        return distance > 0 ? distance - MASK - 1 : distance;
    }

    /** -1 for none. */
    static int windowScale(int echo) {
        int scale = echo & SCALE_MASK;
        return scale == NO_SCALE ? -1 : scale;
    }

    static boolean sack(int echo) {
        return (echo & SACK) != 0;
    }

    static boolean ecn(int echo) {
        return (echo & ECN) != 0;
    }
}
