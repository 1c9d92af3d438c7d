package org.paceline.utcp.tcp;

import java.util.function.Consumer;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.Unpaced;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/**
 * Settings of one connection. The defaults are those of a bulk sender on a path of up to 1 Gb/s and 30 ms, unpaced.
 *
 * @param sendBufferBytes what the application may write ahead of the peer's acknowledgments, rounded up to a power of
 *     two
 * @param receiveBufferBytes what the peer may send ahead of the application's reads, rounded up to a power of two
 * @param maximumSegmentBytes upper bound of the MSS that we announce and use, as TCP_MAXSEG; the MTU bounds it as well
 * @param initialWindowSegments IW in segments; RFC 6928 says 10
 * @param congestion algorithm by which cwnd moves
 * @param pacing how far apart segments with data leave
 * @param late what a late departure may give back
 * @param noDelay Nagle's algorithm (RFC 9293 3.7.4) is off
 * @param sack SACK (RFC 2018) is offered
 * @param timestamps timestamps (RFC 7323) are offered
 * @param windowScaling window scaling (RFC 7323) is offered
 * @param minRtoNs RFC 6298 2.4 asks for 1 s; 200 ms is what Linux and FreeBSD run with
 * @param maxRtoNs RFC 6298 2.5
 * @param delayedAckNs RFC 9293 3.8.6.3 allows at most 500 ms; 40 ms is Linux's minimum
 * @param timeWaitNs 2 MSL; RFC 9293 3.4.2 takes MSL as 2 minutes, Linux waits 60 s in all
 * @param synRetries how often a SYN or SYN-ACK is sent again; 6 is 123 s with the initial RTO
 * @param retries how often a segment is sent again before the connection is given up; 15 is Linux's
 */
public record TcpConfig(
        int sendBufferBytes,
        int receiveBufferBytes,
        int maximumSegmentBytes,
        int initialWindowSegments,
        CongestionAlgorithm congestion,
        PacingPolicy pacing,
        LatePolicy late,
        boolean noDelay,
        boolean sack,
        boolean timestamps,
        boolean windowScaling,
        long minRtoNs,
        long maxRtoNs,
        long delayedAckNs,
        long timeWaitNs,
        int synRetries,
        int retries) {
    /** RFC 9293 3.7.1: the MSS that every host takes, less what 40 bytes of options could use up, stays positive. */
    private static final int MIN_SEGMENT_BYTES = 88;

    private static final int MAX_SEGMENT_BYTES = 65_495;
    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    public TcpConfig {
        RingSize.atLeast(sendBufferBytes);
        RingSize.atLeast(receiveBufferBytes);
        if (maximumSegmentBytes < MIN_SEGMENT_BYTES || maximumSegmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("a maximum segment of " + maximumSegmentBytes + " bytes is outside "
                    + MIN_SEGMENT_BYTES + " to " + MAX_SEGMENT_BYTES);
        }
        if (initialWindowSegments < 1) {
            throw new IllegalArgumentException("the initial window has at least one segment");
        }
        if (minRtoNs <= 0 || maxRtoNs < minRtoNs) {
            throw new IllegalArgumentException("RTO bounds " + minRtoNs + " to " + maxRtoNs + " ns are no range");
        }
        if (delayedAckNs < 0 || delayedAckNs > 500 * MILLISECOND_NS) {
            throw new IllegalArgumentException("an ACK may be delayed by 0 to 500 ms (RFC 9293 3.8.6.3)");
        }
        if (timeWaitNs < 0 || synRetries < 0 || retries < 0) {
            throw new IllegalArgumentException("times and counts are not negative");
        }
    }

    public static TcpConfig defaults() {
        return new TcpConfig(
                1 << 20,
                1 << 20,
                1_460,
                10,
                CongestionAlgorithm.RENO,
                new Unpaced(),
                LatePolicy.HALF_CREDIT,
                false,
                true,
                true,
                true,
                200 * MILLISECOND_NS,
                60 * SECOND_NS,
                40 * MILLISECOND_NS,
                60 * SECOND_NS,
                6,
                15);
    }

    public TcpConfig withSendBufferBytes(int changed) {
        return with(draft -> draft.sendBufferBytes = changed);
    }

    public TcpConfig withReceiveBufferBytes(int changed) {
        return with(draft -> draft.receiveBufferBytes = changed);
    }

    public TcpConfig withMaximumSegmentBytes(int changed) {
        return with(draft -> draft.maximumSegmentBytes = changed);
    }

    public TcpConfig withInitialWindowSegments(int changed) {
        return with(draft -> draft.initialWindowSegments = changed);
    }

    public TcpConfig withCongestion(CongestionAlgorithm changed) {
        return with(draft -> draft.congestion = changed);
    }

    public TcpConfig withPacing(PacingPolicy changed) {
        return with(draft -> draft.pacing = changed);
    }

    public TcpConfig withNoDelay(boolean changed) {
        return with(draft -> draft.noDelay = changed);
    }

    public TcpConfig withSack(boolean changed) {
        return with(draft -> draft.sack = changed);
    }

    public TcpConfig withTimestamps(boolean changed) {
        return with(draft -> draft.timestamps = changed);
    }

    public TcpConfig withWindowScaling(boolean changed) {
        return with(draft -> draft.windowScaling = changed);
    }

    public TcpConfig withTimeWaitNs(long changed) {
        return with(draft -> draft.timeWaitNs = changed);
    }

    public TcpConfig withSynRetries(int changed) {
        return with(draft -> draft.synRetries = changed);
    }

    public TcpConfig withRetries(int changed) {
        return with(draft -> draft.retries = changed);
    }

    private TcpConfig with(Consumer<TcpConfigDraft> change) {
        TcpConfigDraft draft = new TcpConfigDraft(this);
        change.accept(draft);
        return draft.config();
    }
}
