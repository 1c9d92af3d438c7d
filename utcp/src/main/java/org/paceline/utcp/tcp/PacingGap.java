package org.paceline.utcp.tcp;

/**
 * How far apart segments leave: by the policy of the socket, and by the congestion control's own rate where it has one
 * (BBR). The slower of the two rules. Belongs to its connection.
 */
final class PacingGap {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final TcpConnection c;

    PacingGap(TcpConnection connection) {
        c = connection;
    }

    /** From the departure of a segment with so much payload to the next one; 0 when it may follow at once. */
    long gapNs(int payloadBytes) {
        long policyNs = c.config.pacing().intervalNs(c, payloadBytes);
        long rate = c.congestion.pacingRate();
        return rate > 0 ? Math.max(policyNs, payloadBytes * NS_PER_SECOND / rate) : policyNs;
    }

    /** Bytes of payload a second in full segments, {@link Long#MAX_VALUE} when nothing holds them back. */
    long bytesPerSecond() {
        long gapNs = gapNs(c.snd.segmentBytes);
        return gapNs <= 0 ? Long.MAX_VALUE : c.snd.segmentBytes * NS_PER_SECOND / gapNs;
    }
}
