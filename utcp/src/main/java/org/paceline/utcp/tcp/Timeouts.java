package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * TIMEOUTS of RFC 9293 section 3.10.8: what happens when a timer of the connection expires. Belongs to its connection.
 */
final class Timeouts {
    private final TcpConnection c;
    private final SegmentDeparts departs;

    /** Since the peer last acknowledged something, or told us that its window is closed. */
    private int inARow;

    Timeouts(TcpConnection connection, SegmentDeparts departs) {
        c = connection;
        this.departs = departs;
    }

    void handle(long nowNs) {
        if (c.timers.expire(TimerPurpose.REORDERING, nowNs)) {
            c.response.onReorderTimeout(nowNs, c.recovery.onReorderTimeout(nowNs, c.snd.una, c.snd.nxt));
            c.lossTimers.considerReordering();
        }
        if (c.timers.expire(TimerPurpose.TAIL_LOSS_PROBE, nowNs) && c.recovery.probeTimeoutNs() >= 0) {
            c.recovery.probe().onTimeout();
            c.lossTimers.onProbeTimeout(nowNs);
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
                c.calls.giveUp(c.pathErrors.timeoutReason());
                return;
            }
        }
        departs.oweProbe();
    }

    private void retransmission(long nowNs) {
        if (c.queue.empty()) {
            return;
        }
        if (c.queue.lost(0) && !c.queue.retransmissionInFlight(0) && departs.retransmissionReady()) {
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
            c.calls.giveUp(c.pathErrors.timeoutReason());
            return;
        }
        c.counters.retransmissionTimeouts++;
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
        c.lossTimers.onTimeout();
        c.rtt.onTimeout();
    }

    void onPeerAlive() {
        inARow = 0;
        c.pathErrors.onPeerAlive();
    }

    int inARow() {
        return inARow;
    }
}
