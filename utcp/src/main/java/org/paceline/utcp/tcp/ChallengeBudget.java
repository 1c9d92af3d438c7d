package org.paceline.utcp.tcp;

/**
 * Challenge ACKs that all connections of a stack may send in a second (RFC 5961 section 10). The bound of each second
 * is drawn anew, so that nobody can count one connection's challenges by what is left for another (CVE-2016-5696).
 * Belongs to the stack's thread.
 */
public final class ChallengeBudget {
    private static final long SECOND_NS = 1_000_000_000;

    private final int perSecond;
    private long random;
    private long second = Long.MIN_VALUE;
    private int left;

    /**
     * @param perSecond mean bound of a second; each has between half and three halves of it, as in Linux
     * @param seed what the draws come from, not to be guessed from outside
     */
    public ChallengeBudget(int perSecond, long seed) {
        this.perSecond = perSecond;
        this.random = seed;
    }

    /** A budget for a connection without a stack, which has the bound of its own only. */
    static ChallengeBudget unlimited() {
        return new ChallengeBudget(Integer.MAX_VALUE, 0);
    }

    boolean take(long nowNs) {
        if (nowNs / SECOND_NS != second) {
            second = nowNs / SECOND_NS;
            left = perSecond == Integer.MAX_VALUE ? perSecond : perSecond / 2 + (int) drawBelow(perSecond + 1L);
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** SplitMix64 (Steele, Lea, Flood 2014). */
    private long drawBelow(long bound) {
        random += 0x9e3779b97f4a7c15L;
        long mixed = (random ^ random >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return Long.remainderUnsigned(mixed ^ mixed >>> 31, bound);
    }
}
