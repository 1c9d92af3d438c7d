package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.pacer.control.Unpaced;
import org.paceline.utcp.tcp.congestion.CongestionControl;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/** What follows from a handshake: the segment size, the initial window, and the open connection. Keeps nothing. */
final class HandshakeDone {

    private HandshakeDone() {}

    /** The handshake is done: the first ACK of ours came with the segment. */
    static void onOpened(TcpConnection c, long nowNs, TcpEvent event, TcpHeader segment) {
        boolean scaled = !segment.syn();
        c.snd.window(
                (long) segment.windowField() << (scaled ? c.snd.windowShift : 0),
                segment.sequenceNumber(),
                segment.acknowledgmentNumber());
        if (c.counters.troubles().retransmissions > 0) {
            c.rtt.onOpenedAfterLostSyn();
            // RFC 5681 3.1: one segment after a SYN or SYN-ACK that had to be sent again
            c.congestion = congestionControl(c, 1);
        }
        c.congestion.onOpened(nowNs, c.rtt.smoothedNs());
        c.window.opened();
        c.move(event);
        c.fastOpen.onHandshakeOver();
        if (c.closing.isFinOwed()) {
            c.move(TcpEvent.USER_CLOSES);
        }
        c.events.writable();
    }

    /**
     * RFC 7413 4.2.1: what the SYN carried and the peer did not take is new data again, in segments of a known size.
     */
    static void takeBackSynText(TcpConnection c) {
        if (!c.fastOpen.textWent() || c.queue.empty()) {
            return;
        }
        int firstSeq = c.snd.una == c.snd.iss ? c.snd.iss + 1 : c.snd.una;
        c.counters.bytesSent -= SequenceNumber.distance(firstSeq, c.snd.nxt);
        c.snd.nxt = firstSeq;
        c.queue.removeYoungest();
        c.fastOpen.takeBack();
        if (c.queue.empty()) {
            c.timers.stop(TimerPurpose.RETRANSMISSION);
        }
    }

    /** The MSS of the connection is known now, and with it the initial window (RFC 6928). */
    static void onSegmentSizeKnown(TcpConnection c, int segmentBytes) {
        c.snd.segmentBytes = c.pathMtu.onSegmentSizeKnown(segmentBytes);
        c.congestion = congestionControl(c, c.config.initialWindowSegments());
    }

    static CongestionControl congestionControl(TcpConnection c, int initialWindowSegments) {
        boolean paced = !(c.config.pacing().policy() instanceof Unpaced);
        return c.config
                .congestion()
                .create(c.config.window().parameters(c.snd.segmentBytes, initialWindowSegments, paced, c.snd.iss));
    }
}
