package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/**
 * SEGMENT ARRIVES of RFC 9293 section 3.10.7, step by step in the RFC's order. Changes state and marks what is owed;
 * sends nothing. One for a stack: it keeps the segment that is being handled, and nothing from one to the next.
 */
final class SegmentArrives {

    /** The segment's text cut to the window: where it begins in sequence and in the frame, and its length. */
    private int textSeq;

    private int textOffset;
    private int textBytes;
    private int textAck;
    private boolean fin;

    void handle(TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        switch (c.state()) {
            case CLOSED -> {} // 3.10.7.1 is the stack's: it answers for connections that do not exist
            case LISTEN -> arrivesInListen(c, nowNs, segment, options, frame);
            case SYN_SENT -> arrivesInSynSent(c, nowNs, arrivalNs, segment, options, frame);
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                arrivesOtherwise(c, nowNs, arrivalNs, segment, options, frame);
        }
    }

    /** RFC 9293 3.10.7.2; the stack lets nothing but a SYN come here. */
    private void arrivesInListen(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        if (segment.rst() || segment.ack() || !segment.syn()) {
            return;
        }
        // third: text of the SYN is not taken without Fast Open, so the peer sends it again once the connection is open
        onPeerSyn(c, nowNs, segment, options);
        c.ecn.onSyn(segment, false);
        c.move(TcpEvent.SYN_ARRIVES);
        if (c.fastOpen.takesText()) {
            onSynText(c, nowNs, segment, options, frame);
        }
    }

    /** RFC 7413 4.2.2: data of a SYN with a valid cookie is handed on, and the SYN-ACK acknowledges it. */
    private void onSynText(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        cutText(c, segment);
        fin = false;
        if (textBytes > 0) {
            takeText(c, nowNs, options, frame);
            c.fastOpen.onSynTextTaken(c.rcv.nxt != c.rcv.irs + 1);
            c.rcv.advertisedEdge = c.rcv.nxt + Math.min(c.window.synBytes(), c.receiveBuffer.freeBytes());
        }
        c.events.openedEarly();
    }

    /** RFC 9293 3.10.7.3. */
    private void arrivesInSynSent(
            TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        // first: the ACK
        boolean acceptable = segment.ack()
                && SequenceNumber.greaterThan(segment.acknowledgmentNumber(), c.snd.una)
                && SequenceNumber.lessOrEqual(segment.acknowledgmentNumber(), c.snd.nxt);
        if (segment.ack() && !acceptable) {
            if (!segment.rst()) {
                c.closing.oweReset(segment.acknowledgmentNumber());
            }
            return;
        }
        // second: the RST
        if (segment.rst()) {
            if (acceptable) {
                c.finish(TcpEvent.RESET, CloseReason.REFUSED);
            }
            return;
        }
        // fourth: the SYN
        if (!segment.syn()) {
            return;
        }
        onPeerSyn(c, nowNs, segment, options);
        if (!acceptable) {
            c.ecn.onSyn(segment, true);
            HandshakeDone.takeBackSynText(c);
            c.move(TcpEvent.SYN_ARRIVES); // simultaneous open: our SYN leaves again, as a SYN-ACK
            c.recovery.resendHead();
            return;
        }
        c.ecn.onSynAck(segment);
        AckArrives.acknowledge(c, nowNs, arrivalNs, segment, options);
        c.fastOpen.onSynAck(nowNs, options, c.counters.troubles().retransmissions > 0, c.queue.empty());
        HandshakeDone.takeBackSynText(c);
        HandshakeDone.onOpened(c, nowNs, TcpEvent.SYN_ACK_ARRIVES, segment);
        c.ack.oweNow();
        cutText(c, segment);
        sixthText(c, nowNs, options, frame);
        eighthFin(c, nowNs);
    }

    private void onPeerSyn(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options) {
        c.rcv.irs = segment.sequenceNumber();
        c.rcv.nxt = c.rcv.irs + 1;
        c.rcv.lastAckSent = c.rcv.nxt;
        if (options.timestamps() && c.config.options().timestamps()) {
            c.timestamps.use(options.timestampValue(), nowNs);
        }
        if (options.windowScale() >= 0 && c.config.options().windowScaling()) {
            c.snd.windowScaling = true;
            c.snd.windowShift = options.windowScale();
            c.rcv.windowShift = c.window.offeredShift();
        }
        // RFC 7323 2.2: a SYN's window is never scaled, so our own has told no more than 65,535 bytes
        c.window.open();
        c.liveness.onOption(nowNs, options);
        c.recovery.sackPermitted(options.sackPermitted() && c.config.options().sack());
        int segmentBytes = c.path.segmentBytes(options.maximumSegmentBytes(), c.timestamps.inUse());
        HandshakeDone.onSegmentSizeKnown(
                c, c.config.style().habits().segmentBytes(segmentBytes, segment.windowField()));
        c.snd.window(segment.windowField(), segment.sequenceNumber(), segment.acknowledgmentNumber());
    }

    /** RFC 9293 3.10.7.4. */
    private void arrivesOtherwise(
            TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options, ByteBuffer frame) {
        if (!firstSequence(c, nowNs, segment, options)
                || !secondReset(c, nowNs, segment)
                || !fourthSyn(c, nowNs, segment)
                || !fifthAck(c, nowNs, arrivalNs, segment, options)) {
            return;
        }
        c.liveness.onOption(nowNs, options);
        if (segment.payloadBytes() > 0 && c.ecn.onText(segment, textBytes > 0)) {
            c.ack.oweNow();
        }
        // the urgent pointer, sixth, is not used: text marked so is read in line (RFC 6093)
        sixthText(c, nowNs, options, frame);
        eighthFin(c, nowNs);
    }

    private boolean firstSequence(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options) {
        if (c.timestamps.inUse() && !segment.rst()) {
            if (!options.timestamps() && c.config.style().habits().requiresTimestamps()) {
                return false; // RFC 7323 3.2: silently dropped
            }
            if (options.timestamps() && c.timestamps.outdated(options, nowNs)) {
                if (SequenceNumber.lessThan(segment.sequenceNumber(), c.rcv.nxt)) {
                    int end = segment.sequenceNumber() + segment.payloadBytes();
                    c.duplicate.onReceivedAgain(segment.sequenceNumber(), SequenceNumber.min(end, c.rcv.nxt));
                }
                c.ack.answerUnacceptable(
                        segment.sequenceLength() > 0 && !segment.syn(), c.challenges(), nowNs); // RFC 7323 5.3 R1
                return false;
            }
        }
        boolean lateReset = segment.rst()
                && c.config.blindSegments().fromLastAck()
                && segment.sequenceNumber() == c.rcv.lastAckSent;
        if (!ReceiveVariables.accepts(c.rcv.nxt, c.rcv.windowBytes(), segment) && !lateReset) {
            if (!segment.rst()) {
                onUnacceptable(c, nowNs, segment, options);
            }
            return repeatedSynAck(c, segment);
        }
        if (c.timestamps.inUse()
                && options.timestamps()
                && SequenceNumber.lessOrEqual(segment.sequenceNumber(), c.rcv.lastAckSent)) {
            c.timestamps.refresh(options, nowNs);
        }
        cutText(c, segment);
        return true;
    }

    private void onUnacceptable(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options) {
        if (c.state() == TcpState.SYN_RECEIVED && segment.syn() && segment.sequenceNumber() == c.rcv.irs) {
            if (!segment.ack()) {
                c.recovery.resendHead(); // the peer has not got our SYN-ACK
            }
            return;
        }
        if (segment.syn()) {
            c.ack.challenge(c.challenges(), nowNs); // RFC 5961 section 4: wherever it stands
            return;
        }
        if (SequenceNumber.lessThan(segment.sequenceNumber(), c.rcv.nxt)) {
            int end = segment.sequenceNumber() + segment.payloadBytes();
            c.duplicate.onReceivedAgain(segment.sequenceNumber(), SequenceNumber.min(end, c.rcv.nxt));
            considerEcho(c, nowNs, segment, options);
        }
        c.ack.answerUnacceptable(segment.sequenceLength() > 0, c.challenges(), nowNs);
        if (c.state() == TcpState.TIME_WAIT && segment.fin()) {
            c.enterTimeWait(nowNs);
        }
    }

    /**
     * RFC 7323 4.3, second: SEG.SEQ &lt;= Last.ACK.sent is all it asks, so the answer to a retransmission echoes it,
     * and not the original whose ACK was lost; from further back than a window, it is nobody's retransmission. Where a
     * D-SACK tells of the duplicate instead, an echo that young would take the proof from Eifel (RFC 3522).
     */
    private void considerEcho(TcpConnection c, long nowNs, TcpHeader segment, TcpOptions options) {
        int behindBytes = SequenceNumber.distance(segment.sequenceNumber(), c.rcv.nxt);
        boolean covered = SequenceNumber.lessOrEqual(segment.sequenceNumber(), c.rcv.lastAckSent);
        if (c.timestamps.inUse()
                && !(c.recovery.sackPermitted() && c.duplicate.told())
                && covered
                && behindBytes <= c.receiveBuffer.capacityBytes()) {
            c.timestamps.refresh(options, nowNs);
        }
    }

    /**
     * RFC 9293 figure 8: in a simultaneous open the peer's SYN-ACK repeats a SYN that we have, and carries the ACK we
     * need.
     */
    private boolean repeatedSynAck(TcpConnection c, TcpHeader segment) {
        boolean repeated = c.state() == TcpState.SYN_RECEIVED
                && segment.syn()
                && segment.ack()
                && !segment.rst()
                && segment.sequenceNumber() == c.rcv.irs;
        if (repeated) {
            cutText(c, segment);
        }
        return repeated;
    }

    private void cutText(TcpConnection c, TcpHeader segment) {
        textSeq = segment.sequenceNumber() + (segment.syn() ? 1 : 0);
        textOffset = segment.payloadOffset();
        textBytes = segment.payloadBytes();
        textAck = segment.acknowledgmentNumber();
        fin = segment.fin();
        int alreadyReceived = Math.max(0, SequenceNumber.distance(textSeq, c.rcv.nxt));
        int cut = Math.min(alreadyReceived, textBytes);
        c.duplicate.onReceivedAgain(textSeq, textSeq + cut);
        textSeq += cut;
        textOffset += cut;
        textBytes -= cut;
        int beyondEdge = SequenceNumber.distance(c.rcv.nxt + c.rcv.windowBytes(), textSeq + textBytes);
        if (beyondEdge > 0) {
            textBytes = Math.max(0, textBytes - beyondEdge);
            fin = false;
            c.ack.oweNow();
        }
    }

    /** Second: RST, with the checks of RFC 5961 section 3 that RFC 9293 adopts. */
    private boolean secondReset(TcpConnection c, long nowNs, TcpHeader segment) {
        if (!segment.rst()) {
            return true;
        }
        BlindSegmentConfig rule = c.config.blindSegments();
        int exact = rule.fromLastAck() ? c.rcv.lastAckSent : c.rcv.nxt;
        if (c.state() == TcpState.TIME_WAIT && rule.timeWaitOutlastsReset()) {
            return false; // RFC 1337: it may be the doing of an old duplicate
        }
        if (rule.exactReset() && segment.sequenceNumber() != exact) {
            c.ack.challenge(c.challenges(), nowNs);
        } else if (c.state() == TcpState.SYN_RECEIVED && !c.fastOpen.takesText()) {
            c.finish(TcpEvent.RESET, CloseReason.REFUSED);
        } else {
            c.finish(TcpEvent.RESET, CloseCalls.endedInOrder(c) ? CloseReason.FINISHED : CloseReason.RESET);
        }
        return false;
    }

    /** Fourth: a SYN inside the window is answered with a challenge ACK (RFC 5961 section 4). */
    private boolean fourthSyn(TcpConnection c, long nowNs, TcpHeader segment) {
        if (!segment.syn() || segment.sequenceNumber() == c.rcv.irs) {
            return true;
        }
        if (c.config.blindSegments().challengesSyn() || c.state() == TcpState.SYN_RECEIVED) {
            c.ack.challenge(c.challenges(), nowNs);
        } else {
            CloseCalls.giveUp(c, CloseReason.RESET); // RFC 793: an error, so the connection is reset
        }
        return false;
    }

    private boolean fifthAck(TcpConnection c, long nowNs, long arrivalNs, TcpHeader segment, TcpOptions options) {
        if (!segment.ack()) {
            return false;
        }
        if (c.state() == TcpState.SYN_RECEIVED) {
            int ack = segment.acknowledgmentNumber();
            if (SequenceNumber.lessOrEqual(ack, c.snd.una) || SequenceNumber.greaterThan(ack, c.snd.nxt)) {
                c.closing.oweReset(ack);
                return false;
            }
            AckArrives.acknowledge(c, nowNs, arrivalNs, segment, options);
            HandshakeDone.onOpened(c, nowNs, TcpEvent.SYN_ACKED, segment);
            return true;
        }
        c.liveness.onAck();
        return AckArrives.handle(c, nowNs, arrivalNs, segment, options);
    }

    /** Seventh in the RFC's count, after the urgent pointer: the segment text. */
    private void sixthText(TcpConnection c, long nowNs, TcpOptions options, ByteBuffer frame) {
        if (textBytes == 0 || !c.state().receivesText()) {
            return;
        }
        if (c.closing.isReaderGone()) {
            // RFC 9293 3.6.1: new data for an application that is gone; the reset as for no connection, 3.10.7.1
            c.abort();
            c.closing.oweReset(textAck);
            return;
        }
        c.reassembly.tellReceivedAgain(textSeq, textSeq + textBytes, c.duplicate);
        if (c.duplicate.pending()) {
            c.ack.oweNow();
        }
        int ahead = SequenceNumber.distance(c.rcv.nxt, textSeq);
        if (ahead > 0) {
            onTextOutOfOrder(c, ahead, frame);
            return;
        }
        takeText(c, nowNs, options, frame);
    }

    private void takeText(TcpConnection c, long nowNs, TcpOptions options, ByteBuffer frame) {
        if (!c.receiveBuffer.place(0, frame, textOffset, textBytes)) {
            onNoMemory(c);
            return;
        }
        int reached = c.reassembly.advance(textSeq + textBytes);
        int inOrderBytes = SequenceNumber.distance(c.rcv.nxt, reached);
        boolean gapFilled = inOrderBytes > textBytes || !c.reassembly.empty();
        c.rcv.nxt = reached;
        c.receiveBuffer.publish(inOrderBytes);
        c.counters.bytesReceived += inOrderBytes;
        c.window.onText(nowNs, textBytes, options);
        c.ack.onTextInOrder(textBytes, c.rcv.windowBytes(), c.rtt.rtoNs(), nowNs);
        if (gapFilled) {
            c.ack.oweNow(); // RFC 5681 4.2: at once while there is, or was, a gap
        }
        c.events.readable();
    }

    private void onTextOutOfOrder(TcpConnection c, int ahead, ByteBuffer frame) {
        c.ack.oweNow(); // RFC 5681 4.2
        c.counters.inTrouble().outOfOrderSegments++;
        if (!c.receiveBuffer.place(ahead, frame, textOffset, textBytes)) {
            onNoMemory(c);
        } else if (!c.reassembly.insert(textSeq, textSeq + textBytes)) {
            c.counters.inTrouble().outOfOrderRefused++;
        }
    }

    /** The stack's memory is used up, and this connection has data to read: the peer will send the segment again. */
    private void onNoMemory(TcpConnection c) {
        c.counters.inTrouble().memoryRefused++;
        fin = false;
        c.ack.oweNow();
    }

    private void eighthFin(TcpConnection c, long nowNs) {
        if (fin && SequenceNumber.greaterOrEqual(textSeq + textBytes, c.rcv.nxt)) {
            c.closing.finAt(textSeq + textBytes);
            c.ack.oweNow();
        }
        if (!c.closing.finReached(c.rcv.nxt) || !c.state().expectsFin()) {
            return;
        }
        c.rcv.nxt++;
        // also when the FIN had come before its text
        c.ack.onFin(fin && c.state() == TcpState.ESTABLISHED && c.reassembly.empty(), nowNs);
        c.closing.onFinReceived();
        c.move(TcpEvent.FIN_ARRIVES);
        if (c.state() == TcpState.TIME_WAIT) {
            c.enterTimeWait(nowNs);
        }
        c.events.readable();
    }
}
