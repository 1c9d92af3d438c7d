package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpHeader;

/** The receive sequence space of RFC 9293 section 3.3.1 and figure 4. Belongs to its connection. */
final class ReceiveVariables {
    /** RCV.NXT, i.e. the next sequence number expected in order. */
    int nxt;

    /** IRS, i.e. the sequence number of the peer's SYN. */
    int irs;

    /** RCV.NXT + RCV.WND as last advertised, i.e. the right edge that must not move left (RFC 9293 3.8.6). */
    int advertisedEdge;

    /** Last.ACK.sent of RFC 7323 section 4.3. */
    int lastAckSent;

    /** Rcv.Wind.Shift of RFC 7323 section 2.3. */
    int windowShift;

    /** RCV.WND, i.e. what the peer may still send by what we have told it. */
    int windowBytes() {
        return Math.max(0, SequenceNumber.distance(nxt, advertisedEdge));
    }

    /**
     * Moves the right edge to what the buffer allows, unless that would tempt the peer into silly small segments.
     *
     * @param freeBytes room in the receive buffer
     * @param stepBytes smallest advance worth telling, min(RCV.BUFF / 2, MSS) of RFC 9293 3.8.6.2.2
     */
    void advanceEdge(int freeBytes, int stepBytes) {
        int wantedEdge = nxt + freeBytes;
        if (SequenceNumber.distance(advertisedEdge, wantedEdge) >= stepBytes) {
            advertisedEdge = wantedEdge;
        }
    }

    /** What the window field of a segment that is no SYN carries (RFC 7323 section 2.3). */
    int windowField() {
        return Math.min(windowBytes() >>> windowShift, 0xffff);
    }

    /** The four cases of RFC 9293 table 6. */
    static boolean accepts(int nxt, int windowBytes, TcpHeader segment) {
        int seq = segment.sequenceNumber();
        int edge = nxt + windowBytes;
        if (segment.sequenceLength() == 0) {
            return windowBytes == 0 ? seq == nxt : SequenceNumber.between(nxt, seq, edge);
        }
        if (windowBytes == 0) {
            // none of its text is, but valid ACKs and RSTs are to be taken (RFC 9293 3.10.7.4)
            return seq == nxt;
        }
        int last = seq + segment.sequenceLength() - 1;
        return SequenceNumber.between(nxt, seq, edge) || SequenceNumber.between(nxt, last, edge);
    }
}
