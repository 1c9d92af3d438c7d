package org.paceline.utcp.tcp;

/**
 * Whether cwnd is what holds the sender, as Linux sees it (tcp_cwnd_validate): over a window of data, has it ever been
 * full, and how full. Belongs to its connection.
 */
final class CwndLimit {
    private static final long NEVER_NS = Long.MIN_VALUE;

    /** cwnd_usage_seq: the window that {@link #full} and {@link #mostBytes} are about ends here. */
    private long usageEndPosition;

    private boolean full;

    /** max_packets_out. */
    private long mostBytes;

    /** snd_cwnd_used and snd_cwnd_stamp: the most in flight since cwnd was last full, and since when that counts. */
    private long usedBytes;

    private long sinceNs = NEVER_NS;
    private boolean unusedForRto;

    /**
     * A segment left.
     *
     * @param unaPosition SND.UNA as a position in the stream
     * @param windowFull no further segment fits into cwnd
     */
    void onSent(long unaPosition, long flightBytes, boolean windowFull, long nowNs, long rtoNs) {
        if (unaPosition >= usageEndPosition || windowFull || (!full && flightBytes > mostBytes)) {
            full = windowFull;
            mostBytes = flightBytes;
            usageEndPosition = unaPosition + flightBytes;
        }
        if (full || sinceNs == NEVER_NS) {
            restart(nowNs);
            return;
        }
        usedBytes = Math.max(usedBytes, flightBytes);
        unusedForRto = nowNs - sinceNs >= rtoNs;
    }

    /** tcp_is_cwnd_limited: in slow start, half of cwnd in use is use enough. */
    boolean limited(long windowBytes, boolean slowStart) {
        return full || (slowStart && windowBytes < 2 * mostBytes);
    }

    /** Whether cwnd has not been full for an RTO. */
    boolean unusedForRto() {
        return unusedForRto;
    }

    long usedBytes() {
        return usedBytes;
    }

    void restart(long nowNs) {
        usedBytes = 0;
        sinceNs = nowNs;
        unusedForRto = false;
    }
}
