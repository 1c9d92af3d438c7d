package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * TIMEOUTS of RFC 9293 section 3.10.8: what happens when a timer of the connection expires. Belongs to its connection.
 */
final class Timeouts {
    private final TcpConnection c;

    /** Since the peer last acknowledged something, or told us that its window is closed. */
    private int inARow;

    /** Why the peer may not be reached, for when it is given up. */
    private CloseReason reason = CloseReason.TIMED_OUT;

    Timeouts(TcpConnection connection) {
        c = connection;
    }

    void handle(long nowNs) {
        if (c.timers.expire(TimerPurpose.REORDERING, nowNs)) {
            c.response.onReorderTimeout(nowNs, c.recovery.onReorderTimeout(nowNs, c.snd.una, c.snd.nxt));
            LossTimers.considerReordering(c);
        }
        if (c.timers.expire(TimerPurpose.TAIL_LOSS_PROBE, nowNs) && c.recovery.probeTimeoutNs() >= 0) {
            c.recovery.probe().onTimeout();
            LossTimers.onProbeTimeout(c, nowNs);
        }
        if (c.timers.expire(TimerPurpose.RETRANSMISSION, nowNs)) {
            retransmission(nowNs);
        }
        if (c.timers.expire(TimerPurpose.PERSIST, nowNs)) {
            windowProbe();
        }
        if (c.timers.expire(TimerPurpose.DELAYED_ACK, nowNs)) {
            c.ack.oweNow();
        }
        if (c.timers.expire(TimerPurpose.PATH_MTU, nowNs)) {
            c.pathMtu.onAged();
        }
        if (c.timers.expire(TimerPurpose.KEEP_ALIVE, nowNs)) {
            c.liveness.onKeepAliveTimer(nowNs);
        }
        if (c.timers.expire(TimerPurpose.USER_TIMEOUT, nowNs)) {
            c.liveness.onUserTimeout();
        }
        if (c.timers.expire(TimerPurpose.TIME_WAIT, nowNs)) {
            c.finish(TcpEvent.TIME_WAIT_EXPIRES, CloseReason.FINISHED);
        }
    }

    /** An empty probe is not queued, so it is counted here and not where segments leave again. */
    private void windowProbe() {
        if (c.config.style().emptyWindowProbe()) {
            inARow++;
            if (inARow > c.config.timers().retries() && !c.liveness.userDecides()) {
                CloseCalls.giveUp(c, reason);
                return;
            }
        }
        c.departs.oweProbe();
    }

    private void retransmission(long nowNs) {
        if (c.queue.empty()) {
            return;
        }
        if (c.queue.lost(0) && !c.queue.retransmissionInFlight(0) && c.departs.retransmissionReady()) {
            // the pacer holds the retransmission back: the peer had no chance to answer it
            long departureNs = Math.max(nowNs, c.schedule.earliestDepartureNs());
            c.timers.set(TimerPurpose.RETRANSMISSION, departureNs + c.rtt.rtoNs());
            return;
        }
        inARow++;
        int tries = c.handshaking()
                ? c.config.timers().synRetries()
                : c.config.timers().retries();
        if (inARow > tries && (c.handshaking() || !c.liveness.userDecides())) {
            CloseCalls.giveUp(c, reason);
            return;
        }
        c.counters.inTrouble().retransmissionTimeouts++;
        c.events.retransmissionTimeout(nowNs);
        if (c.handshaking() || c.snd.windowBytes == 0) {
            // no sign of congestion: a SYN tells nothing of it, and a closed window takes no data
            c.recovery.resendHead();
        } else {
            c.response.beforeTimeout(nowNs);
            c.recovery.onTimeout(nowNs, c.snd.una, c.snd.nxt);
            c.response.afterTimeout(nowNs);
        }
        if (!c.handshaking()) {
            // behind a closed window as well: RFC 9293 3.10.7.4 has the peer answer what it does not take
            c.pathMtu.considerBlackHole(nowNs, inARow);
        }
        LossTimers.onTimeout(c);
        c.rtt.onTimeout();
    }

    /** RFC 1122 4.2.4.1: should nobody answer, the application learns of the soft error that explains it. */
    void onPathError(PathError error) {
        reason = error.closeReason();
    }

    /** The peer answered: whatever was wrong is over. */
    void onPeerAlive() {
        inARow = 0;
        reason = CloseReason.TIMED_OUT;
    }

    int inARow() {
        return inARow;
    }
}
