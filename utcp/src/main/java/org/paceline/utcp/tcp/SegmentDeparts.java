package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * What leaves next. One decision serves both questions, what to send and when to ask again, so they cannot disagree;
 * the frame is filled by {@link SegmentFormat}. Belongs to its connection.
 */
final class SegmentDeparts {
    /** What {@link #decide} found to be due. */
    private enum Due {
        NOTHING,
        RESET,
        SYN,
        RETRANSMISSION,
        /** New data, with the FIN when it is the last. */
        TEXT,
        FIN,
        PROBE,
        KEEP_ALIVE,
        ACK
    }

    /** Fs of RFC 9293 3.8.6.2.1: a window of this fraction of the largest one seen is worth filling. */
    private static final int WORTHWHILE_WINDOW_FRACTION = 2;

    private final TcpConnection c;
    private boolean probeOwed;
    private boolean synAckSent;

    /** What goes with the decision: which segment leaves again, how much new text, until when the pacer holds it. */
    private int retransmissionIndex;

    private int textBytes;
    private long heldUntilNs;

    SegmentDeparts(TcpConnection connection) {
        c = connection;
    }

    long nextDeadlineNs(long nowNs) {
        Due due = decide(nowNs);
        account(due, nowNs);
        return due != Due.NOTHING ? nowNs : Math.min(c.timers.nextNs(), heldUntilNs);
    }

    Departure last() {
        return c.shared.departure();
    }

    private Due decide(long nowNs) {
        heldUntilNs = TcpConnection.NEVER_NS;
        c.device.look();
        if (c.closing.isResetOwed()) {
            return Due.RESET;
        }
        if (c.ack.owedNow() && (!c.reassembly.empty() || c.duplicate.pending())) {
            return Due.ACK; // RFC 2018 section 4: the SACK blocks have no room beside full-sized text
        }
        Due due =
                switch (c.state()) {
                    case CLOSED, LISTEN -> Due.NOTHING;
                    case SYN_SENT, SYN_RECEIVED -> hold(handshake(), nowNs);
                    case ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK -> hold(text(), nowNs);
                    case FIN_WAIT_2 -> c.liveness.probeOwed() ? Due.KEEP_ALIVE : Due.NOTHING;
                    case TIME_WAIT -> Due.NOTHING;
                };
        return due == Due.NOTHING && c.ack.owedNow() && c.state().synchronizedState() ? Due.ACK : due;
    }

    private Due handshake() {
        if (c.queue.empty()) {
            return Due.SYN;
        }
        retransmissionIndex = 0;
        if (c.queue.lostAndWaitingBytes() > 0) {
            return Due.RETRANSMISSION;
        }
        if (c.state() == TcpState.SYN_RECEIVED && c.ack.owedNow()) {
            return Due.ACK;
        }
        return c.fastOpen.takesText() ? text() : Due.NOTHING;
    }

    /** The user has closed; while the peer knows nothing of us (RFC 7413), the FIN waits for the handshake's end. */
    private boolean finMayLeave() {
        return c.closing.isFinOwed() && c.state() != TcpState.SYN_RECEIVED;
    }

    /** What the sending waits for after this decision, for the account of the connection's time. */
    private void account(Due due, long nowNs) {
        if (c.state() == TcpState.CLOSED) {
            c.account.end(nowNs);
            return;
        }
        boolean busy = !c.handshaking() && (!c.queue.empty() || unsentBytes() > 0);
        c.account.enter(limit(due), nowNs, heldUntilNs, busy);
    }

    private SendLimit limit(Due due) {
        if (c.state() == TcpState.LISTEN || c.handshaking()) {
            return SendLimit.HANDSHAKE;
        }
        if (c.device.waiting() || (due != Due.NOTHING && due != Due.ACK)) {
            return SendLimit.DEVICE;
        }
        if (heldUntilNs != TcpConnection.NEVER_NS) {
            return SendLimit.PACING;
        }
        long unsentBytes = unsentBytes();
        if (textBytes > 0 || retransmissionIndex >= 0) {
            return SendLimit.CONGESTION_WINDOW;
        }
        if (unsentBytes > 0) {
            return unsentBytes <= c.snd.usableWindowBytes() ? SendLimit.NAGLE : SendLimit.RECEIVE_WINDOW;
        }
        if (c.closing.isFinSent()) {
            return SendLimit.CLOSING;
        }
        return c.sendBuffer.limit(c.snd.segmentBytes);
    }

    /** Segments with data wait for their departure; an ACK that is owed leaves alone meanwhile. */
    private Due hold(Due due, long nowNs) {
        boolean paced = due == Due.TEXT || (due == Due.RETRANSMISSION && paced(retransmissionIndex));
        if (!paced) {
            return due;
        }
        c.schedule.onFrameReady(nowNs);
        if (c.schedule.due(nowNs)) {
            return c.device.passes() ? due : Due.NOTHING;
        }
        heldUntilNs = c.schedule.earliestDepartureNs();
        return Due.NOTHING;
    }

    /** Whether a segment that leaves again is data for the path: no SYN, no bare FIN, no probe of a closed window. */
    private boolean paced(int index) {
        boolean syn = c.queue.startSeq(index) == c.snd.iss;
        boolean bareFin = c.closing.isFinSent() && c.queue.startSeq(index) + 1 == c.snd.nxt;
        return !syn && !bareFin && c.snd.windowBytes > 0;
    }

    private Due text() {
        if (c.recovery.probe().owed() && !c.queue.empty()) {
            return lossProbe();
        }
        long cwndRoomBytes = c.response.windowBytes() - c.pipeBytes();
        textBytes = newTextBytes();
        retransmissionIndex = c.recovery.nextRetransmission(textBytes > 0);
        if (retransmissionIndex >= 0) {
            int bytes =
                    SequenceNumber.distance(c.queue.startSeq(retransmissionIndex), c.queue.endSeq(retransmissionIndex));
            return c.recovery.firstRetransmissionOwed() || bytes <= cwndRoomBytes ? Due.RETRANSMISSION : Due.NOTHING;
        }
        if (probeOwed) {
            return Due.PROBE;
        }
        if (textBytes > 0) {
            return textBytes <= cwndRoomBytes && !c.queue.full() ? Due.TEXT : Due.NOTHING;
        }
        if (finMayLeave() && unsentBytes() == 0) {
            return Due.FIN;
        }
        return c.liveness.probeOwed() ? Due.KEEP_ALIVE : Due.NOTHING;
    }

    /** RFC 8985 7.3, TLP_send_probe(): new data if the peer's window takes it, else the last segment again. */
    private Due lossProbe() {
        textBytes = (int) Math.min(unsentBytes(), c.snd.segmentBytes);
        if (textBytes > 0 && !c.closing.isFinSent() && textBytes <= c.snd.usableWindowBytes() && !c.queue.full()) {
            return Due.TEXT;
        }
        retransmissionIndex = c.queue.segments() - 1;
        return Due.RETRANSMISSION;
    }

    /**
     * Whether a retransmission has the congestion window's leave, so that nothing but the pacer keeps it; one that
     * waits for room in the window may wait for ACKs that never come.
     */
    boolean retransmissionReady() {
        return c.handshaking() || text() == Due.RETRANSMISSION;
    }

    /** D of RFC 9293 3.8.6.2.1: written and never sent. */
    long unsentBytes() {
        return c.sendBuffer.appendedBytes() - SegmentFormat.position(c, c.snd.nxt);
    }

    /**
     * New data by the sender's rules against the silly window, RFC 9293 3.8.6.2.1, Nagle's among them; 0 when it waits.
     */
    private int newTextBytes() {
        long unsentBytes = unsentBytes();
        long windowBytes = c.snd.usableWindowBytes();
        if (c.closing.isFinSent() || unsentBytes == 0 || windowBytes == 0) {
            return 0;
        }
        boolean idle = c.snd.nxt == (c.snd.una == c.snd.iss ? c.snd.iss + 1 : c.snd.una);
        boolean let = c.text().nagle.lets(idle, c.snd.una, c.sendBuffer.appendedBytes());
        int segmentBytes = c.snd.segmentBytes;
        long sendable = Math.min(unsentBytes, windowBytes);
        if (sendable >= segmentBytes) {
            return segmentBytes;
        }
        boolean wholeRest = sendable == unsentBytes && (let || c.config.noDelay() || c.closing.isFinOwed());
        boolean worthwhile = idle && sendable >= c.snd.maxWindowBytes / WORTHWHILE_WINDOW_FRACTION;
        return wholeRest || worthwhile ? (int) sendable : 0;
    }

    int emit(long nowNs, ByteBuffer frame, int offset) {
        Due due = decide(nowNs);
        if (due == Due.NOTHING) {
            return 0;
        }
        account(due, nowNs);
        c.window.depart();
        c.liveness.onProbeSent();
        c.shared.departure().set(false, false, nowNs, 0, 0);
        c.counters.segmentsSent++;
        return switch (due) {
            case RESET -> {
                c.closing.onResetSent();
                yield SegmentFormat.reset(c, nowNs, frame, offset);
            }
            case SYN -> syn(nowNs, frame, offset);
            case ACK -> {
                c.events.segmentSent(nowNs, c.snd.nxt, 0, false);
                yield SegmentFormat.acknowledgment(c, nowNs, frame, offset);
            }
            case KEEP_ALIVE -> {
                c.events.segmentSent(nowNs, c.snd.nxt - 1, 0, false);
                yield SegmentFormat.keepAlive(c, nowNs, frame, offset);
            }
            case FIN -> {
                c.closing.onFinSent();
                yield first(nowNs, 1, SegmentFormat.text(c, nowNs, frame, offset, c.snd.nxt, 0, false, true), 0);
            }
            case PROBE -> probe(nowNs, frame, offset);
            case TEXT -> {
                c.text().validation.beforeText(nowNs);
                onPacedDeparture(nowNs, textBytes);
                int payloadBytes = textBytes;
                int segmentLength = newText(nowNs, frame, offset, payloadBytes);
                TcpHeader.addFlags(frame, offset, c.ecn.takeNewTextFlags());
                c.shared.departure().leavesAs(c.ecn.codepointOfNewText());
                considerPush(nowNs, frame, offset, payloadBytes);
                yield segmentLength;
            }
            case RETRANSMISSION -> again(nowNs, frame, offset, retransmissionIndex);
            case NOTHING -> throw new IllegalStateException("nothing is due");
        };
    }

    /** The SYN, and behind it the data that goes with it (RFC 7413 4.2.1); the queue holds them as two segments. */
    private int syn(long nowNs, ByteBuffer frame, int offset) {
        int headerBytes = SegmentFormat.syn(c, nowNs, frame, offset);
        first(nowNs, 1, headerBytes, 0);
        boolean active = c.state() == TcpState.SYN_SENT;
        int textBytes = active ? c.fastOpen.synTextBytes(unsentBytes(), c.path) : 0;
        if (textBytes == 0) {
            return headerBytes;
        }
        c.sendBuffer.copy(SegmentFormat.position(c, c.snd.nxt), textBytes, frame, offset + headerBytes);
        c.counters.onTextSent(nowNs, textBytes, false);
        c.fastOpen.onSynTextSent();
        return first(nowNs, textBytes, headerBytes + textBytes, textBytes);
    }

    private int newText(long nowNs, ByteBuffer frame, int offset, int bytes) {
        boolean withFin = finMayLeave() && bytes == unsentBytes();
        if (withFin) {
            c.closing.onFinSent();
        }
        boolean pushed = SegmentFormat.endsQueue(c, c.snd.nxt + bytes);
        int segmentLength = SegmentFormat.text(c, nowNs, frame, offset, c.snd.nxt, bytes, pushed, withFin);
        c.counters.onTextSent(nowNs, bytes, false);
        c.ack.onTextSent(nowNs);
        first(nowNs, bytes + (withFin ? 1 : 0), segmentLength, bytes);
        c.text().nagle.onSent(c.snd.nxt, bytes < c.snd.segmentBytes);
        c.text().validation.afterText(nowNs);
        if (pushed) {
            c.queue.markPushed();
        }
        return segmentLength;
    }

    /** The segment that was just written is pushed if it ends a burst; what follows it is known only now. */
    private void considerPush(long nowNs, ByteBuffer frame, int offset, int payloadBytes) {
        if (!c.text().push.looksAhead()) {
            return;
        }
        boolean moreFollows = c.schedule.due(nowNs) && text() == Due.TEXT;
        long paceBytes = Push.paceBytes(c.congestion, c.rtt);
        if (c.text().push.atBurstsEnd(payloadBytes, moreFollows, c.snd.segmentBytes, c.snd.maxWindowBytes, paceBytes)) {
            TcpHeader.addFlags(frame, offset, TcpHeader.PSH);
        }
    }

    /** RFC 9293 3.8.6.1: one octet beyond a closed window, or as much as a window too small to be worthwhile takes. */
    private int probe(long nowNs, ByteBuffer frame, int offset) {
        probeOwed = false;
        if (c.config.style().emptyWindowProbe() && c.snd.usableWindowBytes() == 0) {
            c.rtt.onTimeout(); // nothing is queued that the retransmission timer would repeat, so the persist timer is
            considerPersist(nowNs);
            c.events.segmentSent(nowNs, c.snd.nxt - 1, 0, false);
            return SegmentFormat.keepAlive(c, nowNs, frame, offset);
        }
        int bytes = (int) Math.min(unsentBytes(), Math.max(1, Math.min(c.snd.usableWindowBytes(), c.snd.segmentBytes)));
        return newText(nowNs, frame, offset, bytes);
    }

    /** A segment that takes sequence numbers left for the first time. */
    private int first(long nowNs, int sequenceLength, int segmentLength, int payloadBytes) {
        int seq = c.snd.nxt;
        synAckSent |= c.state() == TcpState.SYN_RECEIVED;
        c.congestion.onSent(nowNs, c.pipeBytes(), c.queue.delivery().appLimited());
        c.snd.nxt += sequenceLength;
        c.queue.append(seq, c.snd.nxt, nowNs);
        AckSampling.considerAppLimited(c);
        c.response.onSent(sequenceLength);
        LossTimers.onSent(c, nowNs);
        onProbeSent(false);
        c.events.segmentSent(nowNs, seq, payloadBytes, false);
        return segmentLength;
    }

    private int again(long nowNs, ByteBuffer frame, int offset, int index) {
        int seq = c.queue.startSeq(index);
        int bytes = SequenceNumber.distance(seq, c.queue.endSeq(index));
        boolean paced = paced(index);
        // RFC 9293 figure 8: in a simultaneous open the SYN leaves again as a SYN-ACK, and nothing was lost
        boolean firstSynAck = seq == c.snd.iss && c.state() == TcpState.SYN_RECEIVED && !synAckSent;
        if (!firstSynAck) {
            c.counters.inTrouble().retransmissions++;
        }
        synAckSent |= firstSynAck;
        c.congestion.onSent(nowNs, c.pipeBytes(), c.queue.delivery().appLimited());
        c.recovery.onRetransmitted(index, nowNs);
        c.response.onSent(bytes);
        LossTimers.onSentAgain(c, nowNs, index == 0);
        onProbeSent(true);
        c.events.segmentSent(nowNs, seq, bytes, !firstSynAck);
        if (seq == c.snd.iss) {
            return SegmentFormat.syn(c, nowNs, frame, offset);
        }
        boolean withFin = c.closing.isFinSent() && seq + bytes == c.snd.nxt;
        int payloadBytes = bytes - (withFin ? 1 : 0);
        c.counters.onTextSent(nowNs, payloadBytes, true);
        if (paced) {
            onPacedDeparture(nowNs, payloadBytes);
        }
        boolean pushed =
                c.text().push.looksAhead() ? c.queue.pushed(index) : SegmentFormat.endsQueue(c, seq + payloadBytes);
        return SegmentFormat.text(c, nowNs, frame, offset, seq, payloadBytes, pushed, withFin);
    }

    private void onPacedDeparture(long nowNs, int payloadBytes) {
        boolean waited = c.schedule.frameWaiting();
        long plannedNs = c.schedule.earliestDepartureNs();
        c.shared.departure().set(true, waited, plannedNs, c.pacing.depart(nowNs, payloadBytes), payloadBytes);
        c.shared.departure().late(c.schedule.creditNs(), c.schedule.skippedNs());
    }

    private void onProbeSent(boolean again) {
        if (c.recovery.probe().owed()) {
            c.recovery.probe().onSent(c.snd.nxt, again);
            c.timers.stop(TimerPurpose.TAIL_LOSS_PROBE); // RFC 8985 7.2: the probe itself starts none
        }
    }

    /** RFC 9293 3.8.6.1: data waits for a window, and nothing in flight would bring the news that it opened. */
    void considerPersist(long nowNs) {
        boolean blocked = c.state().sendsText()
                && c.queue.empty()
                && !probeOwed
                && unsentBytes() > 0
                && !c.closing.isFinSent()
                && newTextBytes() == 0;
        if (!blocked) {
            c.timers.stop(TimerPurpose.PERSIST);
        } else if (!c.timers.armed(TimerPurpose.PERSIST)) {
            c.timers.set(TimerPurpose.PERSIST, nowNs + c.rtt.rtoNs());
        }
    }

    void oweProbe() {
        probeOwed = true;
    }
}
