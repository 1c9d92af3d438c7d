package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.congestion.CongestionControl;
import org.paceline.utcp.tcp.recovery.RttEstimator;

/** The PSH flag of new data, by the connection's {@link PushRule}. Belongs to its connection. */
final class Push {
    /** What Linux hands to a device as one packet at the most: 64 KiB less room for the headers. */
    private static final int LARGEST_BURST_BYTES = 65_215;

    /** tcp_min_tso_segs. */
    private static final int MIN_BURST_SEGMENTS = 2;

    /** Linux divides the rate a second by 1,024. */
    private static final int MILLISECONDS_LIKE = 1_024;

    /** tcp_tso_rtt_log: the share of the largest packet that a near path adds halves every 512 us. */
    private static final int ROUND_TRIP_SHIFT = 9;

    private static final long MICROSECOND_NS = 1_000;

    private final PushRule rule;
    private int burstSegments;
    private long burstBytes;

    Push(PushRule rule) {
        this.rule = rule;
    }

    /** Whether what leaves next has to be known before {@link #atBurstsEnd} can answer. */
    boolean looksAhead() {
        return rule == PushRule.END_OF_BURST;
    }

    /**
     * Whether the new segment that was just written is the last of a burst.
     *
     * @param moreFollows another segment with new data leaves at once
     * @param paceBytes what the pace makes of a packet, see {@link #paceBytes}
     * @param maxWindowBytes the largest window that the peer has offered
     */
    boolean atBurstsEnd(int payloadBytes, boolean moreFollows, int segmentBytes, long maxWindowBytes, long paceBytes) {
        burstSegments++;
        burstBytes += payloadBytes;
        // Linux fills no packet beyond half of the largest window, so that the peer's ACK comes before the window
        // closes
        long roomBytes = Math.min(LARGEST_BURST_BYTES, Math.max(segmentBytes, maxWindowBytes / 2));
        long wholeBytes = paceBytes - paceBytes % segmentBytes;
        roomBytes = Math.min(roomBytes, Math.max(MIN_BURST_SEGMENTS * (long) segmentBytes, wholeBytes));
        if (moreFollows && burstBytes + segmentBytes <= roomBytes) {
            return false;
        }
        boolean burst = burstSegments > 1;
        burstSegments = 0;
        burstBytes = 0;
        return burst;
    }

    static long paceBytes(CongestionControl congestion, RttEstimator rtt) {
        long cwndBytes = congestion.windowBytes();
        boolean doubled = cwndBytes < congestion.slowStartThresholdBytes() / 2;
        return paceBytes(cwndBytes, doubled, rtt.smoothedNs(), rtt.minimumNs());
    }

    /**
     * Linux's tcp_tso_autosize: what leaves in a millisecond, and more where the path is short.
     *
     * @param windowBytes cwnd
     * @param doubled it still doubles each round trip: the pace is twice cwnd, and 1.2 times else
     * @param smoothedNs SRTT, not positive before it is known
     * @param minimumNs shortest round trip
     */
    static long paceBytes(long windowBytes, boolean doubled, long smoothedNs, long minimumNs) {
        if (smoothedNs <= 0) {
            return LARGEST_BURST_BYTES;
        }
        double bytesPerSecond = (doubled ? 2.0 : 1.2) * windowBytes * 1e9 / smoothedNs;
        long shift = (minimumNs / MICROSECOND_NS) >> ROUND_TRIP_SHIFT;
        long nearBytes = shift < Integer.SIZE ? LARGEST_BURST_BYTES >>> shift : 0;
        return Math.min(LARGEST_BURST_BYTES, (long) bytesPerSecond / MILLISECONDS_LIKE + nearBytes);
    }
}
