package org.paceline.nic.memory;

/** The level of a {@link Policer}'s bucket, kept without rounding in bits times nanoseconds of a second. */
final class TokenBucket {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long rateBitsPerSecond;
    private final long depth;
    private long level;
    private long filledNs;
    private boolean started;

    TokenBucket(Policer policer) {
        rateBitsPerSecond = policer.rateBitsPerSecond();
        depth = policer.burstBytes() * Byte.SIZE * NS_PER_SECOND;
        level = depth;
    }

    /** Takes the tokens of a frame, if there are enough. */
    boolean passes(long nowNs, int lengthBytes) {
        if (rateBitsPerSecond == 0) {
            return true;
        }
        fill(nowNs);
        long price = (long) lengthBytes * Byte.SIZE * NS_PER_SECOND;
        if (price > level) {
            return false;
        }
        level -= price;
        return true;
    }

    private void fill(long nowNs) {
        if (started) {
            long elapsedNs = nowNs - filledNs;
            // compared by division, because the product of a long pause and a high rate would leave 64 bits
            boolean full = elapsedNs > (depth - level) / rateBitsPerSecond;
            level = full ? depth : level + elapsedNs * rateBitsPerSecond;
        }
        started = true;
        filledNs = nowNs;
    }
}
