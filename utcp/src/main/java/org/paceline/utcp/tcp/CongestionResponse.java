package org.paceline.utcp.tcp;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.CongestionPhase;
import org.paceline.utcp.tcp.recovery.AckReport;
import org.paceline.utcp.tcp.recovery.LossRecovery;
import org.paceline.utcp.tcp.recovery.RateReduction;

/**
 * What loss recovery means for cwnd: tells the congestion control of reductions and of their end, and leaves the way
 * between to the rate reduction (RFC 9937) where the algorithm wants it. Belongs to its connection.
 */
final class CongestionResponse {
    private final TcpConnection c;

    /** Made at the first reduction: most connections see none. */
    private @Nullable RateReduction reduction;

    private boolean recovering;

    CongestionResponse(TcpConnection connection) {
        c = connection;
    }

    /** cwnd. */
    long windowBytes() {
        return reduction != null && reduction.active() ? reduction.windowBytes() : c.congestion.windowBytes();
    }

    CongestionPhase phase() {
        if (c.recovery.recovering()) {
            return CongestionPhase.RECOVERY;
        }
        return c.congestion.slowStart() ? CongestionPhase.SLOW_START : CongestionPhase.AVOIDANCE;
    }

    /**
     * An acknowledgment was looked at.
     *
     * @param congested it echoes congestion (RFC 3168)
     * @param flightBytes FlightSize before it
     */
    void onAck(long nowNs, LossRecovery.Outcome outcome, boolean congested, AckReport ack, long flightBytes) {
        respond(nowNs, outcome, flightBytes, flightBytes - ack.sackedBeforeBytes);
        if (congested && !c.recovery.recovering() && !c.ecn.reduced(c.snd.una)) {
            long beforeBytes = c.congestion.windowBytes();
            c.congestion.onEcn(nowNs, c.text().validation.onReduction(flightBytes));
            c.ecn.onReduced(c.snd.nxt);
            if (reducesByRate() && c.recovery.onCongestionEchoed(c.snd.una, c.snd.nxt)) {
                beginReduction(beforeBytes, flightBytes - ack.sackedBeforeBytes);
            }
        }
        if (reduction != null && reduction.active()) {
            boolean safe = ack.acknowledgedBytes > 0 && c.queue.delivery().newlyLostBytes() == 0;
            reduction.onAck(deliveredBytes(ack), c.pipeBytes(), safe, c.snd.segmentBytes);
        }
    }

    /** DeliveredData of RFC 9937 section 6. */
    private long deliveredBytes(AckReport ack) {
        // without SACK a duplicate ACK tells of one segment that arrived, and what fills the hole tells of them again
        boolean counted = !c.recovery.sackPermitted();
        return counted
                ? c.recovery.deliveredByCountBytes(ack)
                : c.queue.delivery().newlyDeliveredBytes();
    }

    /** RACK's reordering timer expired. */
    void onReorderTimeout(long nowNs, LossRecovery.Outcome outcome) {
        respond(nowNs, outcome, c.snd.flightBytes(), c.queue.outstandingBytes() - c.queue.sackedBytes());
        if (reduction != null && reduction.active()) {
            reduction.onAck(0, c.pipeBytes(), false, c.snd.segmentBytes);
        }
    }

    private void respond(long nowNs, LossRecovery.Outcome outcome, long flightBytes, long pipeBytes) {
        switch (outcome) {
            case ENTERED -> reduce(nowNs, flightBytes, pipeBytes);
            case LEFT -> {
                // RFC 9937 section 6: at the end cwnd is ssthresh, which the flight has come down to
                boolean byRate = endReduction();
                c.congestion.onRecovered(nowNs, byRate ? c.congestion.slowStartThresholdBytes() : c.snd.flightBytes());
                c.text().validation.onRecovered();
            }
            case UNDONE -> {
                endReduction();
                c.congestion.onUndo();
            }
            case REPAIRED -> {
                // RFC 8985 7.4.2: the probe was the whole recovery
                c.congestion.onLoss(nowNs, c.text().validation.onReduction(flightBytes));
                c.congestion.onRecovered(nowNs, c.congestion.slowStartThresholdBytes());
            }
            case NOTHING -> {}
        }
        tellRecovery(nowNs);
    }

    private void reduce(long nowNs, long flightBytes, long pipeBytes) {
        long beforeBytes = c.congestion.windowBytes();
        if (!c.ecn.reduced(c.snd.una)) {
            // RFC 3168 6.1.2: not again for the window that an echo reduced
            c.congestion.onLoss(nowNs, c.text().validation.onReduction(flightBytes));
        }
        c.ecn.onReduced(c.snd.nxt);
        if (reducesByRate()) {
            beginReduction(beforeBytes, pipeBytes);
        }
    }

    /** @param beforeBytes cwnd until now, which Linux counts from and not from what was in flight */
    private void beginReduction(long beforeBytes, long pipeBytes) {
        if (reduction == null) {
            reduction = new RateReduction();
        }
        boolean likeLinux = c.config.window().reducesWindow();
        reduction.begin(c.congestion.slowStartThresholdBytes(), likeLinux ? beforeBytes : pipeBytes, likeLinux);
    }

    /** @return whether there was one */
    private boolean endReduction() {
        if (reduction == null || !reduction.active()) {
            return false;
        }
        reduction.end();
        return true;
    }

    private boolean reducesByRate() {
        return c.config.recovery().rateReduction() && c.congestion.reducesByRate();
    }

    private void tellRecovery(long nowNs) {
        if (recovering != c.recovery.recovering()) {
            recovering = !recovering;
            c.events.recoveryChanged(nowNs, recovering);
        }
    }

    /** The retransmission timer expired, and everything that it means for the queue is done next. */
    void beforeTimeout(long nowNs) {
        long flightBytes = c.text().validation.onReduction(c.snd.flightBytes());
        c.congestion.onTimeout(nowNs, flightBytes, c.recovery.timeoutReduces());
        c.ecn.onReduced(c.snd.nxt);
        endReduction();
    }

    void afterTimeout(long nowNs) {
        tellRecovery(nowNs);
    }

    /** Data left, for the first time or again. */
    void onSent(int bytes) {
        if (reduction != null) {
            reduction.onSent(bytes);
        }
    }
}
