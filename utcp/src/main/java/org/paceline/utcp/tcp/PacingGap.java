package org.paceline.utcp.tcp;

import org.paceline.pacer.control.CongestionPhase;
import org.paceline.pacer.control.PacedFlow;

/**
 * How far apart segments leave: by the policy of the socket, and by the congestion control's own rate where it has one
 * (BBR). The slower of the two rules. Belongs to its connection, which it shows to the policy.
 */
final class PacingGap implements PacedFlow {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final TcpConnection c;
    private final ReleaseResolution resolution;
    private long departureIndex;
    private int lastPayloadBytes;

    PacingGap(TcpConnection connection, ReleaseResolution resolution) {
        c = connection;
        this.resolution = resolution;
    }

    /**
     * A segment with so much payload leaves.
     *
     * @return the gap to the next one; 0 when it may follow at once
     */
    long depart(long nowNs, int payloadBytes) {
        departureIndex = c.schedule.departures();
        lastPayloadBytes = payloadBytes;
        long gapNs = gapNs(payloadBytes);
        c.schedule.onSent(nowNs, gapNs, c.config.pacing().quantumSegments(gapNs, resolution.ns()));
        return gapNs;
    }

    /** A window, a round trip or a limit may be another one now: a gap that is running follows at once. */
    void onFlowChanged(long nowNs) {
        if (!c.schedule.due(nowNs)) {
            c.schedule.onIntervalChanged(gapNs(lastPayloadBytes));
        }
    }

    private long gapNs(int payloadBytes) {
        long policyNs = c.config.pacing().policy().intervalNs(this, payloadBytes);
        long rate = c.congestion.pacingRate();
        return rate > 0 ? Math.max(policyNs, payloadBytes * NS_PER_SECOND / rate) : policyNs;
    }

    /** Bytes of payload a second in full segments, {@link Long#MAX_VALUE} when nothing holds them back. */
    long bytesPerSecond() {
        long gapNs = gapNs(c.snd.segmentBytes);
        return gapNs <= 0 ? Long.MAX_VALUE : c.snd.segmentBytes * NS_PER_SECOND / gapNs;
    }

    // what the policy sees

    @Override
    public long congestionWindowBytes() {
        return c.congestionWindowBytes();
    }

    @Override
    public long flightBytes() {
        return c.snd.flightBytes();
    }

    @Override
    public int segmentBytes() {
        return c.snd.segmentBytes;
    }

    @Override
    public long smoothedRttNs() {
        return c.rtt.smoothedNs();
    }

    @Override
    public long minimumRttNs() {
        return c.rtt.minimumNs();
    }

    @Override
    public long latestRttNs() {
        return c.rtt.latestNs();
    }

    @Override
    public CongestionPhase congestionPhase() {
        return c.congestionPhase();
    }

    /** RFC 6928: no more than IW has left, so no ACK of data can have come before the last of it. */
    @Override
    public boolean inInitialWindow() {
        return c.counters.bytesSent <= (long) c.config.initialWindowSegments() * c.snd.segmentBytes;
    }

    @Override
    public long departureIndex() {
        return departureIndex;
    }

    @Override
    public long key() {
        return (long) c.path.localPort() << Short.SIZE | c.path.remotePort();
    }
}
