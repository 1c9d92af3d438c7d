package org.paceline.utcp.tcp.congestion;

import org.jspecify.annotations.Nullable;

/**
 * CUBIC, RFC 9438, with HyStart++ in the first slow start: between losses the window follows a cube of the time since
 * the last one, whatever the round trip, and never falls behind what Reno would have.
 *
 * <p>Windows are bytes in doubles: the equations divide by cwnd at every ACK, and whole bytes would lose what a small
 * ACK adds to a large window; a double holds every window that exists to a millionth of a byte. {@link StrictMath}
 * makes the one root the same on every machine, so that a run can be replayed. Not thread-safe.
 */
public final class Cubic implements CongestionControl {
    /** C of RFC 9438 5.1, segments a cubic second. */
    static final double C = 0.4;

    /** beta_cubic of RFC 9438 4.6. */
    static final double BETA = 0.7;

    /** RFC 8511 section 4: what a marked packet leaves, for a marking queue is a short one. */
    static final double GENTLE_ECN_BETA = 0.85;

    /** alpha_cubic of RFC 9438 4.3: with it, Reno's growth and our beta average to Reno's window. */
    static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    /** RFC 9438 4.2: the window grows by at most a half in a round trip. */
    private static final double MAX_TARGET = 1.5;

    private static final double NS_PER_SECOND = 1e9;
    private static final long NONE_NS = Long.MIN_VALUE;

    private final SlowStart slowStart;
    private final double ecnBeta;
    private int segmentBytes;
    private double windowBytes;
    private long thresholdBytes = Long.MAX_VALUE;

    /** The cube that congestion avoidance follows; made when slow start ends, which few connections see. */
    private @Nullable CubicCurve curve;

    /** Its state before the last reduction; made at the first reduction: most connections see none. */
    private @Nullable CubicCurve undoCurve;

    private double undoWindowBytes;
    private long undoThresholdBytes;

    /** Since when the flight has not used the window; {@link #NONE_NS} while it does. */
    private long unusedSinceNs = NONE_NS;

    private long lastAckNs = NONE_NS;

    public Cubic(CongestionParameters parameters) {
        segmentBytes = parameters.segmentBytes();
        windowBytes = parameters.initialWindowBytes();
        ecnBeta = parameters.gentleEcn() ? GENTLE_ECN_BETA : BETA;
        slowStart =
                new SlowStart(parameters, parameters.paced() ? Integer.MAX_VALUE : SlowStart.UNPACED_SEGMENTS_PER_ACK);
    }

    /** A flight that begins anew: nothing was in it since the last ACK. */
    @Override
    public void onSent(long nowNs, long pipeBytes, boolean appLimited) {
        if (pipeBytes == 0 && unusedSinceNs == NONE_NS) {
            unusedSinceNs = lastAckNs;
        }
    }

    @Override
    public void onAck(AckSample sample) {
        lastAckNs = sample.nowNs;
        if (sample.recovering || sample.acknowledgedBytes == 0) {
            return;
        }
        if (!sample.windowLimited) {
            if (unusedSinceNs == NONE_NS) {
                unusedSinceNs = sample.nowNs;
            }
            return;
        }
        if (unusedSinceNs != NONE_NS) {
            // RFC 9438 5.8: t does not include the time in which cwnd was not what limited the sender
            if (curve != null) {
                curve.shift(sample.nowNs - unusedSinceNs);
            }
            unusedSinceNs = NONE_NS;
        }
        double bytes = sample.deliveredBytes;
        if (slowStart()) {
            bytes = growInSlowStart(sample);
        }
        if (bytes > 0) {
            avoidCongestion(sample, bytes);
        }
    }

    /** @return how much of what was acknowledged is left for congestion avoidance */
    private double growInSlowStart(AckSample sample) {
        double growthBytes = slowStart.growthBytes(sample.deliveredBytes, segmentBytes);
        double roomBytes = thresholdBytes - windowBytes;
        if (growthBytes > roomBytes) {
            windowBytes = thresholdBytes;
            return growthBytes - roomBytes;
        }
        windowBytes += growthBytes;
        if (slowStart.overByRoundTrip(sample)) {
            // RFC 9438 4.10: congestion avoidance begins at W_max = cwnd with K = 0
            thresholdBytes = windowBytes();
            curve().forgetMaximum(windowBytes);
        }
        return 0;
    }

    private CubicCurve curve() {
        if (curve == null) {
            curve = new CubicCurve();
        }
        return curve;
    }

    private void avoidCongestion(AckSample sample, double bytes) {
        CubicCurve cube = curve();
        if (!cube.begun()) {
            cube.begin(sample.nowNs, windowBytes, segmentBytes);
        }
        double friendlyBytes = cube.estimate(bytes, windowBytes, segmentBytes);
        double seconds = cube.seconds(sample.nowNs);
        if (cube.bytesAt(seconds, segmentBytes) < friendlyBytes) {
            // RFC 9438 4.3: the Reno-friendly region
            windowBytes = Math.max(windowBytes, friendlyBytes);
            return;
        }
        double roundTripSeconds = Math.max(0, sample.smoothedRttNs) / NS_PER_SECOND;
        // RFC 9438 4.2
        double targetBytes = cube.bytesAt(seconds + roundTripSeconds, segmentBytes);
        targetBytes = Math.max(windowBytes, Math.min(targetBytes, MAX_TARGET * windowBytes));
        // RFC 9438 4.4 and 4.5: (target - cwnd) / cwnd for every segment that was acknowledged
        windowBytes += (targetBytes - windowBytes) / windowBytes * bytes;
    }

    @Override
    public void onLoss(long nowNs, long flightBytes) {
        reduce(flightBytes, BETA);
    }

    @Override
    public void onEcn(long nowNs, long flightBytes) {
        reduce(flightBytes, ecnBeta);
    }

    /** RFC 9438 4.6 and 4.7. */
    private void reduce(long flightBytes, double beta) {
        saveForUndo();
        curve().onReduction(windowBytes);
        thresholdBytes = threshold(flightBytes, beta);
        windowBytes = thresholdBytes;
        slowStart.onCongestion();
        unusedSinceNs = NONE_NS;
    }

    private long threshold(long flightBytes, double beta) {
        return Math.max(Math.round(flightBytes * beta), 2L * segmentBytes);
    }

    /** Nothing to do: cwnd has been ssthresh since the loss, or the rate reduction brought the flight there. */
    @Override
    public void onRecovered(long nowNs, long flightBytes) {}

    @Override
    public void onTimeout(long nowNs, long flightBytes, boolean first) {
        if (first) {
            saveForUndo();
            thresholdBytes = threshold(flightBytes, BETA);
            curve().forgetMaximum(windowBytes);
        }
        // RFC 9438 4.8: the loss window of RFC 5681, and K = 0 when congestion avoidance begins again
        windowBytes = segmentBytes;
        slowStart.onCongestion();
        unusedSinceNs = NONE_NS;
    }

    private void saveForUndo() {
        if (undoCurve == null) {
            undoCurve = new CubicCurve();
        }
        undoCurve.copy(curve());
        undoWindowBytes = windowBytes;
        undoThresholdBytes = thresholdBytes;
    }

    /** RFC 9438 4.9: W_max, K and the epoch come back with cwnd, unless it has outgrown them meanwhile. */
    @Override
    public void onUndo() {
        if (undoCurve != null && undoWindowBytes > windowBytes) {
            windowBytes = undoWindowBytes;
            thresholdBytes = undoThresholdBytes;
            curve().copy(undoCurve);
        }
        undoWindowBytes = 0;
    }

    @Override
    public void onUnused(long usableWindowBytes, long usableThresholdBytes) {
        windowBytes = usableWindowBytes;
        thresholdBytes = usableThresholdBytes;
        curve().forgetMaximum(windowBytes);
    }

    @Override
    public void onSegmentSize(int changedBytes) {
        segmentBytes = changedBytes;
        windowBytes = Math.max(windowBytes, changedBytes);
    }

    @Override
    public long windowBytes() {
        return (long) windowBytes;
    }

    @Override
    public long slowStartThresholdBytes() {
        return thresholdBytes;
    }

    /** K of RFC 9438 4.2 in seconds, and W_max in bytes. */
    double kSeconds() {
        return curve().kSeconds();
    }

    double maxBytes() {
        return curve().maxBytes();
    }
}
