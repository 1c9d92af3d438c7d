package org.paceline.utcp.tcp;

import org.paceline.nic.wire.EcnCodepoint;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;

/**
 * Explicit congestion notification of one connection, RFC 3168 section 6.1: the negotiation, the echo that the receiver
 * owes, and the reduction that the sender has told of. Belongs to its connection.
 */
final class Ecn {
    private final EcnMode mode;
    private boolean requested;
    private boolean inUse;

    /** An ECT or CE packet has come. */
    private boolean seen;

    /** The receiver's side: every ACK carries ECE until the sender says CWR. */
    private boolean echoing;

    /** The sender's side: cwnd was reduced, and the next new data is to say so. */
    private boolean reductionToTell;

    /** SND.NXT at the last reduction; until it is passed, congestion is old news (RFC 3168 6.1.2). */
    private int reducedAt;

    private boolean reduced;

    /** Segments that ACKs with ECE reported, tcpi_delivered_ce. */
    private int deliveredMarked;

    Ecn(EcnMode mode) {
        this.mode = mode;
    }

    // the handshake, RFC 3168 6.1.1

    /**
     * Control bits of our SYN. A SYN that was not answered leaves without them: some path may drop it for their sake.
     */
    int synFlags(boolean again) {
        if (mode != EcnMode.REQUEST || again) {
            return 0;
        }
        requested = true;
        return TcpHeader.ECE | TcpHeader.CWR;
    }

    int synAckFlags() {
        return inUse ? TcpHeader.ECE : 0;
    }

    /**
     * The peer's SYN, without an ACK. One that came as ECT (RFC 3168 6.1.1 forbids it) is of somebody who sets all
     * bits.
     */
    void onSyn(TcpHeader segment, boolean simultaneousOpen) {
        boolean willing = simultaneousOpen ? requested : mode != EcnMode.OFF;
        inUse = willing && segment.ece() && segment.cwr() && segment.ecnCodepoint() == EcnCodepoint.NOT_ECT;
    }

    /** A SYN-ACK with both bits is the reflection of our SYN by a peer that knows neither (RFC 3168 6.1.1). */
    void onSynAck(TcpHeader segment) {
        inUse = requested && segment.ece() && !segment.cwr();
    }

    boolean inUse() {
        return inUse;
    }

    boolean seen() {
        return seen;
    }

    // the receiver, RFC 3168 6.1.3

    /** ECE of a segment with an ACK. */
    int ackFlags() {
        return echoing ? TcpHeader.ECE : 0;
    }

    /**
     * Data arrived.
     *
     * @param newText whether some of it is in the window and new: congestion that a repeated packet met is no news (RFC
     *     3168 6.1.5)
     * @return whether the sender is to hear of it at once
     */
    boolean onText(TcpHeader segment, boolean newText) {
        if (!inUse) {
            return false;
        }
        boolean told = segment.cwr();
        if (told) {
            echoing = false;
        }
        seen |= segment.ecnCodepoint() != EcnCodepoint.NOT_ECT;
        if (!newText || segment.ecnCodepoint() != EcnCodepoint.CE) {
            return told; // with a cwnd that is small now, the sender waits for this very ACK
        }
        boolean news = !echoing;
        echoing = true;
        return told || news;
    }

    // the sender, RFC 3168 6.1.2

    /** What new data departs as: not pure ACKs, retransmissions or window probes (RFC 3168 6.1.4 to 6.1.6). */
    int codepointOfNewText() {
        return inUse ? EcnCodepoint.ECT_0 : EcnCodepoint.NOT_ECT;
    }

    /** CWR, once after each reduction, with the first new data that follows it. */
    int takeNewTextFlags() {
        if (!reductionToTell) {
            return 0;
        }
        reductionToTell = false;
        return TcpHeader.CWR;
    }

    boolean echoes(TcpHeader segment) {
        return inUse && segment.ece() && !segment.syn();
    }

    /** An ACK with ECE reported so many segments: some of them were marked, and it does not say which. */
    void onEchoed(long deliveredSegments) {
        deliveredMarked += (int) deliveredSegments;
    }

    int deliveredMarked() {
        return deliveredMarked;
    }

    /** Whether cwnd was reduced for the window of data that {@code sndUna} is in. */
    boolean reduced(int sndUna) {
        reduced = reduced && SequenceNumber.lessOrEqual(sndUna, reducedAt);
        return reduced;
    }

    /** cwnd was reduced, for whatever reason. */
    void onReduced(int sndNxt) {
        if (inUse) {
            reduced = true;
            reducedAt = sndNxt;
            reductionToTell = true;
        }
    }
}
