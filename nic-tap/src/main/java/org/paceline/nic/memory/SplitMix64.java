package org.paceline.nic.memory;

/**
 * Steele, Lea and Flood's SplitMix64 ("Fast splittable pseudorandom number generators", 2014). Our own, so that a seed
 * means the same frames on every JDK. Not for secrets.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    /** 2^-53: as many bits as a double holds exactly. */
    private static final double UNIT = 0x1.0p-53;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Evenly from 0 up to, but not including, 1. */
    double nextUnit() {
        return (next() >>> 11) * UNIT;
    }
}
