package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * TLP of RFC 8985 section 7: one segment that provokes the ACK which a silent tail does not, well before the timeout.
 * Not thread-safe.
 */
public final class TailLossProbe {
    /** What an ACK said of the probe that was out. */
    enum Answer {
        NOTHING,
        /** A loss, which the probe repaired: congestion control is to hear of it. */
        REPAIRED
    }

    /** RFC 8985 7.2, before the first sample. */
    private static final long TIMEOUT_WITHOUT_RTT_NS = 1_000_000_000L;

    private static final int TIMEOUT_ROUND_TRIPS = 2;

    private final RecoveryConfig config;

    /** TLP.end_seq, and whether there is one. */
    private int endSeq;

    private boolean outstanding;

    /** TLP.is_retrans. */
    private boolean retransmission;

    /** RFC 8985 7.3: no second probe without a round trip measured since the last one. */
    private boolean measuredSince = true;

    private boolean owed;

    TailLossProbe(RecoveryConfig config) {
        this.config = config;
    }

    /** PTO by TLP_calc_PTO() of RFC 8985 7.2; the caller bounds it by the retransmission timer. */
    long timeoutNs(long smoothedRttNs, int segmentsInFlight) {
        if (smoothedRttNs < 0) {
            return TIMEOUT_WITHOUT_RTT_NS;
        }
        long timeoutNs = Math.max(TIMEOUT_ROUND_TRIPS * smoothedRttNs, config.minProbeTimeoutNs());
        return segmentsInFlight == 1 ? timeoutNs + config.maxAckDelayNs() : timeoutNs;
    }

    /** RFC 8985 7.3: the timer expired, and a probe leaves unless one is out or no round trip was measured since. */
    public void onTimeout() {
        owed = !outstanding && measuredSince;
    }

    /** Whether a probe is to leave: new data if there is some, else the last segment again; whatever cwnd says. */
    public boolean owed() {
        return owed;
    }

    public void onSent(int sndNxt, boolean again) {
        owed = false;
        outstanding = true;
        retransmission = again;
        endSeq = sndNxt;
        measuredSince = false;
    }

    /** Something else is done about the tail. */
    void cancel() {
        owed = false;
    }

    void onRoundTripMeasured() {
        measuredSince = true;
    }

    /** TLP_process_ack() of RFC 8985 7.4. */
    Answer onAck(AckReport ack, boolean sackedAnew) {
        if (!outstanding || SequenceNumber.lessThan(ack.ack, endSeq)) {
            return Answer.NOTHING;
        }
        if (!retransmission || (ack.duplicatesTold > 0 && ack.duplicateEnd == endSeq)) {
            outstanding = false;
            return Answer.NOTHING;
        }
        if (SequenceNumber.greaterThan(ack.ack, endSeq)) {
            outstanding = false;
            return Answer.REPAIRED;
        }
        if (ack.acknowledgedBytes == 0 && ack.duplicate && !sackedAnew) {
            outstanding = false; // the original and the probe have arrived
        }
        return Answer.NOTHING;
    }

    /** Whether a D-SACK tells of the probe, which is not the sign of reordering that RACK looks for. */
    boolean toldOf(AckReport ack) {
        return outstanding && retransmission && ack.duplicateEnd == endSeq;
    }

    boolean outstanding() {
        return outstanding;
    }

    /** A timeout or a recovery takes over. */
    void forget() {
        outstanding = false;
        owed = false;
    }
}
