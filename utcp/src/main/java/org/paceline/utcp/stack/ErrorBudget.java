package org.paceline.utcp.stack;

/** How many ICMPv6 errors may still be sent: the token bucket of RFC 4443 2.4 (f). Not thread-safe. */
final class ErrorBudget {
    /** RFC 4443 2.4 (f) suggests 10 for a small device. */
    private static final int BURST = 10;

    /** Ten a second, the same suggestion. */
    private static final long TOKEN_NS = 100_000_000L;

    private long tokens = BURST;
    private long filledNs;

    boolean take(long nowNs) {
        long earned = (nowNs - filledNs) / TOKEN_NS;
        if (earned > 0) {
            tokens = Math.min(BURST, tokens + earned);
            filledNs += earned * TOKEN_NS;
        }
        if (tokens == 0) {
            return false;
        }
        tokens--;
        return true;
    }
}
