package org.paceline.utcp.tcp.congestion;

/**
 * What BBR knows of the path (draft-cardwell-iccrg-bbr-congestion-control-00 section 4.1): the bottleneck's rate, the
 * round trip without a queue, and whether the pipe was ever full. Not thread-safe.
 */
final class BbrModel {
    /** BtlBwFilterLen, in rounds. */
    static final long BANDWIDTH_ROUNDS = 10;

    /** RTpropFilterLen. */
    static final long RTPROP_WINDOW_NS = 10_000_000_000L;

    /** BBRStartupFullBwThreshold and the rounds without such growth that tell of a full pipe (section 4.3.2.1). */
    private static final double FULL_PIPE_GROWTH = 1.25;

    private static final int FULL_PIPE_ROUNDS = 3;
    private static final double NS_PER_SECOND = 1e9;

    /** BtlBwFilter, bytes a second over rounds. */
    private final WindowedMaximum bandwidth = new WindowedMaximum();

    private long rounds;
    private boolean roundStart;
    private long nextRoundDeliveredBytes;

    /** RTprop, -1 before the first sample. */
    private long rtPropNs = -1;

    private long rtPropStampNs;
    private boolean rtPropExpired;

    private boolean pipeFilled;
    private long fullBandwidth;
    private int fullBandwidthRounds;

    /** BBRUpdateBtlBw() and BBRUpdateRound(). */
    void updateBandwidth(AckSample sample) {
        roundStart = false;
        if (sample.priorDeliveredBytes < 0) {
            return;
        }
        if (sample.priorDeliveredBytes >= nextRoundDeliveredBytes) {
            beginRound(sample.totalDeliveredBytes);
            rounds++;
            roundStart = true;
        }
        // an application's rate counts only where it shows that the path takes more (section 4.1.1.4)
        if (sample.deliveryRate > 0 && (!sample.appLimited || sample.deliveryRate >= bandwidth())) {
            bandwidth.update(sample.deliveryRate, rounds, BANDWIDTH_ROUNDS);
        }
    }

    /** A round ends when something that leaves from now on is acknowledged. */
    void beginRound(long deliveredBytes) {
        nextRoundDeliveredBytes = deliveredBytes;
    }

    /** BBRCheckFullPipe(). */
    void checkFullPipe(AckSample sample) {
        if (pipeFilled || !roundStart || sample.appLimited) {
            return;
        }
        if (bandwidth() >= fullBandwidth * FULL_PIPE_GROWTH) {
            fullBandwidth = bandwidth();
            fullBandwidthRounds = 0;
            return;
        }
        fullBandwidthRounds++;
        pipeFilled = fullBandwidthRounds >= FULL_PIPE_ROUNDS;
    }

    /** BBRUpdateRTprop(). */
    void updateRoundTrip(long nowNs, long rttNs) {
        rtPropExpired = rtPropNs >= 0 && nowNs > rtPropStampNs + RTPROP_WINDOW_NS;
        if (rttNs >= 0 && (rtPropNs < 0 || rttNs <= rtPropNs || rtPropExpired)) {
            rtPropNs = rttNs;
            rtPropStampNs = nowNs;
        }
    }

    /** The round trip was probed for: what was found counts from now on. */
    void onRoundTripProbed(long nowNs) {
        rtPropStampNs = nowNs;
    }

    /** BtlBw in bytes a second, 0 before the first sample. */
    long bandwidth() {
        return bandwidth.latest();
    }

    /** BtlBw * RTprop in bytes; 0 when not known. */
    double bdpBytes() {
        return rtPropNs < 0 ? 0 : bandwidth() * (rtPropNs / NS_PER_SECOND);
    }

    long rtPropNs() {
        return rtPropNs;
    }

    boolean rtPropExpired() {
        return rtPropExpired;
    }

    /** Whether the sample began a round. */
    boolean roundStart() {
        return roundStart;
    }

    boolean pipeFilled() {
        return pipeFilled;
    }

    /** A loss that was none must not have ended the search for more. */
    void resumeFullPipeSearch() {
        fullBandwidth = 0;
        fullBandwidthRounds = 0;
    }
}
