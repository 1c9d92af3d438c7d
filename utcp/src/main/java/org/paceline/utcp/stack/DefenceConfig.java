package org.paceline.utcp.stack;

/**
 * Bounds that keep one stack alive under attack and overload.
 *
 * @param memoryBytes what the buffers of all connections may hold together; see
 *     {@link org.paceline.utcp.tcp.MemoryBudget}
 * @param synCookies when SYNs are answered with cookies
 * @param maxHalfOpen connections whose handshake is not complete, all listeners together
 * @param maxTimeWait closed connections in TIME-WAIT; at the bound the one that would end first ends early
 * @param challengesPerSecond challenge ACKs of the whole stack (RFC 5961 section 10); jittered, so that it cannot be
 *     counted from outside (CVE-2016-5696)
 */
public record DefenceConfig(
        long memoryBytes, SynCookieMode synCookies, int maxHalfOpen, int maxTimeWait, int challengesPerSecond) {
    public DefenceConfig {
        if (memoryBytes < 0 || maxHalfOpen < 0 || maxTimeWait < 1 || challengesPerSecond < 1) {
            throw new IllegalArgumentException("bounds are not negative, and TIME-WAIT and challenges have at least 1");
        }
    }

    /** 1 GiB of buffers; tables of some 12 MB when all are full, most of it TIME-WAIT. */
    public static DefenceConfig defaults() {
        return new DefenceConfig(1L << 30, SynCookieMode.WHEN_FULL, 4_096, 65_536, 1_000);
    }

    public DefenceConfig withMemoryBytes(long changed) {
        return new DefenceConfig(changed, synCookies, maxHalfOpen, maxTimeWait, challengesPerSecond);
    }

    public DefenceConfig withSynCookies(SynCookieMode changed) {
        return new DefenceConfig(memoryBytes, changed, maxHalfOpen, maxTimeWait, challengesPerSecond);
    }

    public DefenceConfig withMaxHalfOpen(int changed) {
        return new DefenceConfig(memoryBytes, synCookies, changed, maxTimeWait, challengesPerSecond);
    }

    public DefenceConfig withMaxTimeWait(int changed) {
        return new DefenceConfig(memoryBytes, synCookies, maxHalfOpen, changed, challengesPerSecond);
    }

    public DefenceConfig withChallengesPerSecond(int changed) {
        return new DefenceConfig(memoryBytes, synCookies, maxHalfOpen, maxTimeWait, changed);
    }
}
