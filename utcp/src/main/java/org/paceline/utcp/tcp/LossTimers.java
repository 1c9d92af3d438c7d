package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * The three timers of what is in flight: retransmission (RFC 6298 section 5), tail loss probe and reordering (RFC 8985
 * section 8). While something is in flight the first is armed, always. Keeps nothing itself.
 */
final class LossTimers {

    private LossTimers() {}

    /** A segment left for the first time. */
    static void onSent(TcpConnection c, long nowNs) {
        armRetransmission(c, nowNs);
        considerProbe(c, nowNs);
    }

    /** A segment left again. */
    static void onSentAgain(TcpConnection c, long nowNs, boolean oldest) {
        if (oldest && c.recovery.recovering() && c.recovery.rackInUse()) {
            // RFC 6675 section 6 allows it: the copy has its own round trip to go
            c.timers.stop(TimerPurpose.RETRANSMISSION);
        }
        armRetransmission(c, nowNs);
    }

    /** RFC 6298 5.1. */
    private static void armRetransmission(TcpConnection c, long nowNs) {
        if (!c.timers.armed(TimerPurpose.RETRANSMISSION)) {
            c.timers.set(TimerPurpose.RETRANSMISSION, nowNs + c.rtt.rtoNs());
        }
    }

    /** New data was acknowledged cumulatively. */
    static void onAcknowledged(TcpConnection c, long nowNs) {
        if (c.queue.empty()) {
            c.timers.stop(TimerPurpose.RETRANSMISSION); // RFC 6298 5.2
        } else {
            c.timers.set(TimerPurpose.RETRANSMISSION, nowNs + c.rtt.rtoNs()); // RFC 6298 5.3
        }
    }

    /** The loss recovery has looked at an acknowledgment. */
    static void afterAck(TcpConnection c, long nowNs, boolean progress) {
        considerReordering(c);
        if (!c.queue.empty() && c.queue.lostAndWaitingBytes() == 0) {
            armRetransmission(c, nowNs); // what a timeout had marked lost was not, and its copy will never leave
        }
        if (progress || c.recovery.probeTimeoutNs() < 0) {
            considerProbe(c, nowNs);
        }
    }

    static void considerReordering(TcpConnection c) {
        if (c.recovery.reorderDeadlineNs() == TcpConnection.NEVER_NS) {
            c.timers.stop(TimerPurpose.REORDERING);
        } else {
            c.timers.set(TimerPurpose.REORDERING, c.recovery.reorderDeadlineNs());
        }
    }

    /** RFC 8985 7.2: never after the retransmission timer. */
    private static void considerProbe(TcpConnection c, long nowNs) {
        long timeoutNs = c.handshaking() ? -1 : c.recovery.probeTimeoutNs();
        if (timeoutNs < 0) {
            c.timers.stop(TimerPurpose.TAIL_LOSS_PROBE);
        } else {
            long boundNs = c.timers.deadlineNs(TimerPurpose.RETRANSMISSION);
            c.timers.set(TimerPurpose.TAIL_LOSS_PROBE, Math.min(nowNs + timeoutNs, boundNs));
        }
    }

    /** RFC 8985 7.3: whether a probe leaves or not, the retransmission timer starts anew. */
    static void onProbeTimeout(TcpConnection c, long nowNs) {
        c.timers.set(TimerPurpose.RETRANSMISSION, nowNs + c.rtt.rtoNs());
    }

    /** RFC 8985 section 8: after a timeout nothing but the retransmission timer runs. */
    static void onTimeout(TcpConnection c) {
        c.timers.stop(TimerPurpose.TAIL_LOSS_PROBE);
        c.timers.stop(TimerPurpose.REORDERING);
    }
}
