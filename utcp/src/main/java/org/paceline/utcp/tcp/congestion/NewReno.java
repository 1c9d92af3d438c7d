package org.paceline.utcp.tcp.congestion;

/** Slow start, congestion avoidance and the reduction at a loss by RFC 5681, counted in bytes by RFC 3465. */
public final class NewReno implements CongestionControl {
    /** RFC 5681 equation 4 halves; in tenths, beside the 0.8 of RFC 8511 section 4. */
    private static final int LOSS_BETA_TENTHS = 5;

    private static final int GENTLE_ECN_BETA_TENTHS = 8;

    private final SlowStart slowStart;
    private final int ecnBetaTenths;
    private int segmentBytes;
    private long windowBytes;
    private long thresholdBytes = Long.MAX_VALUE;

    /** bytes_acked of RFC 3465 section 2.1. */
    private long avoidanceBytes;

    /** From before the last reduction; 0 when there is nothing to go back to. */
    private long undoWindowBytes;

    private long undoThresholdBytes;

    public NewReno(CongestionParameters parameters) {
        segmentBytes = parameters.segmentBytes();
        windowBytes = parameters.initialWindowBytes();
        slowStart = new SlowStart(parameters, SlowStart.RFC_3465_SEGMENTS_PER_ACK);
        ecnBetaTenths = parameters.gentleEcn() ? GENTLE_ECN_BETA_TENTHS : LOSS_BETA_TENTHS;
    }

    @Override
    public void onAck(AckSample sample) {
        long acknowledgedBytes = sample.acknowledgedBytes;
        if (sample.recovering || !sample.windowLimited) {
            return;
        }
        if (slowStart()) {
            windowBytes += (long) slowStart.growthBytes(acknowledgedBytes, segmentBytes);
            if (slowStart.overByRoundTrip(sample)) {
                thresholdBytes = windowBytes;
            }
            return;
        }
        avoidanceBytes += acknowledgedBytes;
        if (avoidanceBytes >= windowBytes) {
            avoidanceBytes -= windowBytes;
            windowBytes += segmentBytes;
        }
    }

    @Override
    public void onLoss(long nowNs, long flightBytes) {
        reduce(flightBytes, LOSS_BETA_TENTHS);
    }

    @Override
    public void onEcn(long nowNs, long flightBytes) {
        reduce(flightBytes, ecnBetaTenths);
    }

    private void reduce(long flightBytes, int betaTenths) {
        reduceThreshold(flightBytes, betaTenths);
        windowBytes = thresholdBytes;
        avoidanceBytes = 0;
    }

    @Override
    public void onRecovered(long nowNs, long flightBytes) {
        if (thresholdBytes == Long.MAX_VALUE) {
            return; // the reduction was taken back meanwhile: there is nothing to come down to
        }
        // RFC 6582 3.2 step 3, full acknowledgment, option 1: no burst when little is in flight
        windowBytes = Math.min(thresholdBytes, Math.max(flightBytes, segmentBytes) + segmentBytes);
    }

    @Override
    public void onTimeout(long nowNs, long flightBytes, boolean first) {
        if (first) {
            reduceThreshold(flightBytes, LOSS_BETA_TENTHS);
        }
        // RFC 5681 3.1: the loss window is one segment
        windowBytes = segmentBytes;
        avoidanceBytes = 0;
    }

    private void reduceThreshold(long flightBytes, int betaTenths) {
        undoWindowBytes = windowBytes;
        undoThresholdBytes = thresholdBytes;
        // RFC 5681 equation 4
        slowStart.onCongestion();
        thresholdBytes = Math.max(flightBytes * betaTenths / 10, 2L * segmentBytes);
    }

    @Override
    public void onUndo() {
        if (undoWindowBytes > 0) {
            // RFC 4015 3.2 step 5: cwnd may have grown beyond it meanwhile
            windowBytes = Math.max(windowBytes, undoWindowBytes);
            thresholdBytes = Math.max(thresholdBytes, undoThresholdBytes);
            undoWindowBytes = 0;
        }
    }

    @Override
    public void onUnused(long usableWindowBytes, long usableThresholdBytes) {
        windowBytes = usableWindowBytes;
        thresholdBytes = usableThresholdBytes;
        avoidanceBytes = 0;
    }

    @Override
    public void onSegmentSize(int changedBytes) {
        segmentBytes = changedBytes;
        windowBytes = Math.max(windowBytes, changedBytes);
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
