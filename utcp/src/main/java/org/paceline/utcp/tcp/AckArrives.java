package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.recovery.AckReport;
import org.paceline.utcp.tcp.recovery.LossRecovery;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/** The fifth step of RFC 9293 3.10.7.4: what a segment's acknowledgment and window mean for what we send. */
final class AckArrives {

    private AckArrives() {}

    /** @return whether the segment's text and FIN are to be looked at */
    static boolean handle(TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options) {
        int ack = segment.acknowledgmentNumber();
        if (SequenceNumber.greaterThan(ack, c.snd.nxt)) {
            c.ack.challenge(c.challenges(), nowNs);
            return false;
        }
        if (SequenceNumber.distance(ack, c.snd.una) > c.snd.maxWindowBytes) {
            c.ack.challenge(c.challenges(), nowNs); // RFC 5961 section 5
            return false;
        }
        long windowBytes = (long) segment.windowField() << c.snd.windowShift;
        boolean duplicate = duplicate(c, segment, windowBytes);
        long flightBytes = c.snd.flightBytes();
        long deliveredSegments = c.queue.delivery().deliveredSegments();
        int acknowledgedBytes = acknowledge(c, nowNs, arrivalNs, segment, options);
        considerWindow(c, segment, windowBytes, acknowledgedBytes > 0);
        if (windowBytes == 0 && c.config.style().emptyWindowProbe() && c.timers.armed(TimerPurpose.PERSIST)) {
            c.timers.set(TimerPurpose.PERSIST, nowNs + c.rtt.rtoNs()); // Linux's tcp_ack_probe
        }
        AckReport report = c.shared.report();
        report.ack = ack;
        report.acknowledgedBytes = Math.max(0, acknowledgedBytes);
        report.duplicate = duplicate;
        report.newDataWaiting = c.departs.unsentBytes() > 0 && c.snd.usableWindowBytes() > 0;
        report.sndUna = c.snd.una;
        report.sndNxt = c.snd.nxt;
        LossRecovery.Outcome outcome = c.recovery.onAck(options);
        if (c.ecn.echoes(segment)) {
            c.ecn.onEchoed(c.queue.delivery().deliveredSegments() - deliveredSegments);
        }
        c.response.onAck(nowNs, outcome, considerEcho(c, segment), report, flightBytes);
        LossTimers.afterAck(c, nowNs, acknowledgedBytes > 0);
        AckSampling.end(c, nowNs, acknowledgedBytes);
        if (c.closing.isFinSent() && c.queue.empty()) {
            onFinAcknowledged(c, nowNs);
        }
        return c.state() != TcpState.CLOSED;
    }

    /** RFC 5681 section 2; the answer to a probe of a closed window looks alike and tells of no loss. */
    private static boolean duplicate(TcpConnection c, TcpHeader segment, long windowBytes) {
        return segment.acknowledgmentNumber() == c.snd.una
                && windowBytes > 0
                && segment.sequenceLength() == 0
                && !c.queue.empty()
                && windowBytes == c.snd.windowBytes;
    }

    /**
     * Moves SND.UNA to what the segment acknowledges.
     *
     * @return sequence numbers acknowledged anew
     */
    static int acknowledge(TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options) {
        int ack = segment.acknowledgmentNumber();
        int acknowledgedBytes = SequenceNumber.distance(c.snd.una, ack);
        AckSampling.begin(c, arrivalNs);
        AckReport report = c.recovery.beginAck(nowNs);
        report.segmentBytes = c.snd.segmentBytes;
        report.echoedBeforeNs = c.timestamps.echoedBeforeNs(options, nowNs);
        if (acknowledgedBytes <= 0) {
            return 0;
        }
        sampleRoundTrip(c, nowNs, arrivalNs, removeAcknowledged(c, ack), segment, options);
        int controls = (c.snd.una == c.snd.iss ? 1 : 0) + (c.closing.isFinSent() && ack == c.snd.nxt ? 1 : 0);
        c.snd.una = ack;
        c.sendBuffer.release(acknowledgedBytes - controls);
        // Linux's tcp_sndbuf_expand: one window in flight, and the next one written meanwhile
        c.sendBuffer.expand(2 * c.congestion.windowBytes());
        c.rtt.onProgress();
        c.timeouts.onPeerAlive();
        LossTimers.onAcknowledged(c, nowNs);
        c.events.writable();
        return acknowledgedBytes;
    }

    /**
     * @return when the youngest acknowledged segment left; -1 when one was sent again and Karn's rule forbids to ask
     */
    private static long removeAcknowledged(TcpConnection c, int ack) {
        long sentNs = -1;
        boolean ambiguous = false;
        while (!c.queue.empty() && SequenceNumber.lessOrEqual(c.queue.endSeq(0), ack)) {
            ambiguous |= c.queue.transmissions(0) > 1;
            if (!c.queue.sacked(0)) {
                sentNs = c.queue.sentNs(0); // what was sacked arrived long before this ACK
                c.recovery.onDelivered(0);
            }
            c.queue.remove();
        }
        if (!c.queue.empty() && SequenceNumber.greaterThan(ack, c.queue.startSeq(0))) {
            c.queue.trim(ack);
        }
        return ambiguous ? -1 : sentNs;
    }

    private static void sampleRoundTrip(
            TcpConnection c, long nowNs, long arrivalNs, long sentNs, TcpHeader segment, TcpOptions options) {
        long rttNs = -1;
        if (sentNs >= 0) {
            rttNs = arrivalNs - sentNs;
        } else if (c.timestamps.inUse() && !answersDuplicate(segment, options)) {
            rttNs = c.timestamps.roundTripNs(options, nowNs);
        }
        if (rttNs >= 0) {
            c.rtt.onSample(rttNs);
            c.recovery.onRoundTripMeasured();
            c.events.roundTripMeasured(nowNs, rttNs);
        }
    }

    /**
     * RFC 2883 section 4: a D-SACK comes first, and what it tells of is acknowledged. Peers that drop a duplicate
     * before they look at its timestamp echo the original, whose ACK was lost: its age is that of the loss, not of the
     * path.
     */
    private static boolean answersDuplicate(TcpHeader segment, TcpOptions options) {
        return options.sackBlocks() > 0
                && SequenceNumber.lessOrEqual(options.sackRight(0), segment.acknowledgmentNumber());
    }

    /**
     * RFC 9293 3.10.7.4, fifth: the window moves with segments that are not older than the one that set it, and with
     * every ACK that is newer: counted from the new SND.UNA, the old window would reach beyond what the peer told.
     */
    private static void considerWindow(TcpConnection c, TcpHeader segment, long windowBytes, boolean advanced) {
        int seq = segment.sequenceNumber();
        int ack = segment.acknowledgmentNumber();
        boolean newer = advanced
                || SequenceNumber.lessThan(c.snd.wl1, seq)
                || (c.snd.wl1 == seq && SequenceNumber.lessOrEqual(c.snd.wl2, ack));
        if (!newer || SequenceNumber.lessThan(ack, c.snd.una)) {
            return;
        }
        boolean opened = c.snd.windowBytes == 0 && windowBytes > 0;
        c.snd.window(windowBytes, seq, ack);
        if (windowBytes == 0) {
            c.timeouts.onPeerAlive(); // RFC 9293 3.8.6.1: a window may stay closed for as long as the peer says so
        }
        if (opened && c.config.style().emptyWindowProbe()) {
            c.rtt.onProgress(); // the back-off was that of the probes
        }
        if (opened && !c.queue.empty()) {
            c.recovery.resendHead(); // the probe of the closed window was thrown away
        }
    }

    /** RFC 3168 6.1.2: whether the segment echoes congestion, and is no old one. */
    private static boolean considerEcho(TcpConnection c, TcpHeader segment) {
        boolean echo = c.ecn.echoes(segment) && segment.acknowledgmentNumber() == c.snd.una;
        if (echo) {
            AckSampling.onEcnEcho(c);
        }
        return echo;
    }

    private static void onFinAcknowledged(TcpConnection c, long nowNs) {
        switch (c.state()) {
            case FIN_WAIT_1 -> {
                c.move(TcpEvent.FIN_ACKED);
                CloseCalls.considerOrphan(c, nowNs);
            }
            case CLOSING -> {
                c.move(TcpEvent.FIN_ACKED);
                c.enterTimeWait(nowNs);
            }
            case LAST_ACK -> c.finish(TcpEvent.FIN_ACKED, CloseReason.FINISHED);
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT, TIME_WAIT -> {}
        }
    }
}
