package org.paceline.utcp.tcp.congestion;

/** Slow start, congestion avoidance and the reduction at a loss by RFC 5681, counted in bytes by RFC 3465. */
public final class NewReno implements CongestionControl {
    /** RFC 3465 2.2: with delayed ACKs, L = 2 keeps slow start doubling. */
    private static final int SLOW_START_SEGMENTS_PER_ACK = 2;

    private final int segmentBytes;
    private long windowBytes;
    private long thresholdBytes = Long.MAX_VALUE;

    /** bytes_acked of RFC 3465 section 2.1. */
    private long avoidanceBytes;

    public NewReno(int segmentBytes, long initialWindowBytes) {
        this.segmentBytes = segmentBytes;
        this.windowBytes = initialWindowBytes;
    }

    @Override
    public void onAck(AckSample sample) {
        long acknowledgedBytes = sample.acknowledgedBytes;
        if (sample.recovering || !sample.windowLimited) {
            return;
        }
        if (slowStart()) {
            windowBytes += Math.min(acknowledgedBytes, (long) SLOW_START_SEGMENTS_PER_ACK * segmentBytes);
            return;
        }
        avoidanceBytes += acknowledgedBytes;
        if (avoidanceBytes >= windowBytes) {
            avoidanceBytes -= windowBytes;
            windowBytes += segmentBytes;
        }
    }

    @Override
    public void onLoss(long flightBytes) {
        reduceThreshold(flightBytes);
        windowBytes = thresholdBytes;
        avoidanceBytes = 0;
    }

    @Override
    public void onRecovered(long flightBytes) {
        // RFC 6582 3.2 step 3, full acknowledgment, option 1: no burst when little is in flight
        windowBytes = Math.min(thresholdBytes, Math.max(flightBytes, segmentBytes) + segmentBytes);
    }

    @Override
    public void onTimeout(long flightBytes, boolean first) {
        if (first) {
            reduceThreshold(flightBytes);
        }
        // RFC 5681 3.1: the loss window is one segment
        windowBytes = segmentBytes;
        avoidanceBytes = 0;
    }

    /** RFC 5681 equation 4. */
    private void reduceThreshold(long flightBytes) {
        thresholdBytes = Math.max(flightBytes / 2, 2L * segmentBytes);
    }

    @Override
    public long windowBytes() {
        return windowBytes;
    }

    @Override
    public long slowStartThresholdBytes() {
        return thresholdBytes;
    }
}
