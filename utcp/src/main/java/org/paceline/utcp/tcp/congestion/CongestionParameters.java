package org.paceline.utcp.tcp.congestion;

/**
 * What an algorithm begins with.
 *
 * @param segmentBytes payload of a full segment
 * @param initialWindowBytes cwnd before anything was acknowledged
 * @param hyStart slow start may end before the first loss (RFC 9406)
 * @param paced segments leave apart, so an ACK of many may open the window by as many (L of RFC 9406)
 * @param gentleEcn the peer's echo of congestion takes less of the window than a loss does (RFC 8511)
 * @param seed of whatever the algorithm leaves to chance
 */
public record CongestionParameters(
        int segmentBytes, long initialWindowBytes, boolean hyStart, boolean paced, boolean gentleEcn, long seed) {
    /** Without HyStart++ and unpaced. */
    public static CongestionParameters of(int segmentBytes, long initialWindowBytes) {
        return new CongestionParameters(segmentBytes, initialWindowBytes, false, false, true, 0);
    }

    public CongestionParameters withHyStart(boolean changed) {
        return new CongestionParameters(segmentBytes, initialWindowBytes, changed, paced, gentleEcn, seed);
    }
}
