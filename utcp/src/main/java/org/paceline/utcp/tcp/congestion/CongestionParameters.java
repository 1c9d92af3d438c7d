package org.paceline.utcp.tcp.congestion;

/**
 * What an algorithm begins with.
 *
 * @param segmentBytes payload of a full segment
 * @param initialWindowBytes cwnd before anything was acknowledged
 * @param hyStart slow start may end before the first loss (RFC 9406)
 * @param slowStartSegments L of RFC 3465 and RFC 9406, what one ACK may add in slow start; 0 for the algorithm's own
 * @param paced segments leave apart, so an ACK of many may open the window by as many (RFC 9406 4.3)
 * @param gentleEcn the peer's echo of congestion takes less of the window than a loss does (RFC 8511)
 * @param seed of whatever the algorithm leaves to chance
 */
public record CongestionParameters(
        int segmentBytes,
        long initialWindowBytes,
        boolean hyStart,
        int slowStartSegments,
        boolean paced,
        boolean gentleEcn,
        long seed) {
    /** Without HyStart++ and unpaced. */
    public static CongestionParameters of(int segmentBytes, long initialWindowBytes) {
        return new CongestionParameters(segmentBytes, initialWindowBytes, false, 0, false, true, 0);
    }
}
