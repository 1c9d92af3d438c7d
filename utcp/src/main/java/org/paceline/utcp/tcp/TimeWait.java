package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/** When a connection in TIME-WAIT makes room for a new one between the same ports. Keeps nothing itself. */
public final class TimeWait {
    /** Linux's tcp_tw_reuse: whatever is still on its way has a lower timestamp after this. */
    private static final long REUSE_AFTER_NS = 1_000_000_000;

    private TimeWait() {}

    /**
     * The user has closed, the last ACK has left, and only time is to pass: a {@link TimeWaitRecord} does for the rest.
     */
    public static boolean rests(TcpConnection c, long nowNs) {
        return c.state() == TcpState.TIME_WAIT && c.closing.isReaderGone() && c.nextDeadlineNs(nowNs) > nowNs;
    }

    /** RFC 6191 section 2: the peer's SYN is newer than everything that the old connection saw. */
    public static boolean yieldsTo(TcpConnection c, TcpHeader syn, TcpOptions options) {
        return c.state() == TcpState.TIME_WAIT && newer(c.timestamps, c.rcv.nxt, syn, options);
    }

    static boolean newer(Timestamps timestamps, int rcvNxt, TcpHeader syn, TcpOptions options) {
        if (!syn.syn() || syn.ack() || syn.rst()) {
            return false;
        }
        int newer = timestamps.inUse() && options.timestamps() ? options.timestampValue() - timestamps.echo() : 0;
        return newer == 0 ? SequenceNumber.greaterThan(syn.sequenceNumber(), rcvNxt) : newer > 0;
    }

    /** A SYN of ours would be: with timestamps (RFC 7323 appendix B.2), after they have moved on. */
    public static boolean yieldsToConnect(TcpConnection c, long nowNs) {
        long sinceNs =
                c.timers.deadlineNs(TimerPurpose.TIME_WAIT) - c.config.timers().timeWaitNs();
        return c.state() == TcpState.TIME_WAIT && movedOn(c.timestamps, sinceNs, nowNs);
    }

    static boolean movedOn(Timestamps timestamps, long sinceNs, long nowNs) {
        return timestamps.inUse() && nowNs - sinceNs > REUSE_AFTER_NS;
    }

    /** Ends TIME-WAIT before its time. */
    public static void end(TcpConnection c) {
        if (c.state() == TcpState.TIME_WAIT) {
            c.finish(TcpEvent.TIME_WAIT_EXPIRES, CloseReason.FINISHED);
        }
    }
}
