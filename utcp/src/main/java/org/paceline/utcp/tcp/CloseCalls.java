package org.paceline.utcp.tcp;

import org.paceline.utcp.tcp.timer.TimerPurpose;

/** CLOSE and ABORT of RFC 9293 3.10.4 and 3.10.5, and the ends that nobody called for. Keeps nothing itself. */
final class CloseCalls {

    private CloseCalls() {}

    /** RFC 9293 3.10.4, half close: what is written will still be sent, and then a FIN. */
    static void shutdownOutput(TcpConnection c, long nowNs) {
        switch (c.state()) {
            case LISTEN, SYN_SENT -> c.finish(TcpEvent.USER_CLOSES, CloseReason.ABORTED);
            case SYN_RECEIVED -> c.closing.oweFin(); // the state follows when the handshake is done
            case ESTABLISHED, CLOSE_WAIT -> {
                c.closing.oweFin();
                c.move(TcpEvent.USER_CLOSES);
                c.departs.considerPersist(nowNs);
            }
            case CLOSED, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
    }

    /**
     * Closes both ways: nobody will read any more, so data that still comes is answered with a RST (RFC 9293 3.6.1).
     */
    static void close(TcpConnection c, long nowNs) {
        if (c.receiveBuffer.readableBytes() > 0) {
            abort(c);
            return;
        }
        c.closing.readerGone();
        c.receiveBuffer.discard();
        shutdownOutput(c, nowNs);
        considerOrphan(c, nowNs);
    }

    /** RFC 9293 3.10.5: a RST if the peer knows of us and still waits for something, and no more. */
    static void abort(TcpConnection c) {
        boolean nothingMissing = endedInOrder(c) && c.closing.isFinSent();
        if (c.state() == TcpState.SYN_RECEIVED || (c.state().synchronizedState() && !nothingMissing)) {
            c.closing.oweReset(c.snd.nxt, c.rcv.nxt);
        }
        c.finish(TcpEvent.RESET, CloseReason.ABORTED);
        c.receiveBuffer.discard();
    }

    /** R2 of RFC 9293 3.8.3, and its like. */
    static void giveUp(TcpConnection c, CloseReason reason) {
        boolean silent = reason == CloseReason.TIMED_OUT || reason == CloseReason.USER_TIMEOUT;
        if (c.state() != TcpState.SYN_SENT
                && (!silent || c.config.style().habits().resetsOnTimeout())) {
            c.closing.oweReset(c.snd.nxt, c.rcv.nxt);
        }
        c.finish(TcpEvent.RESET, reason);
    }

    /**
     * A peer that never sends its FIN must not hold a closed connection for ever; Linux waits as long as in TIME-WAIT.
     */
    static void considerOrphan(TcpConnection c, long nowNs) {
        if (c.state() == TcpState.FIN_WAIT_2 && c.closing.isReaderGone()) {
            c.timers.set(TimerPurpose.TIME_WAIT, nowNs + c.config.timers().timeWaitNs());
        }
    }

    /** Whether a RST takes nothing away any more: both FINs are through. */
    static boolean endedInOrder(TcpConnection c) {
        return c.state() == TcpState.TIME_WAIT || c.state() == TcpState.CLOSING || c.state() == TcpState.LAST_ACK;
    }
}
