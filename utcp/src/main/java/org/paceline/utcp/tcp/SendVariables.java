package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;

/** The send sequence space of RFC 9293 section 3.3.1 and figure 3. Belongs to its connection. */
final class SendVariables {
    /** SND.UNA, i.e. the oldest sequence number that the peer has not acknowledged. */
    int una;

    /** SND.NXT, i.e. the next sequence number to send for the first time. */
    int nxt;

    /** SND.WND in bytes, scaling applied, i.e. what the peer allows from {@link #una} on. */
    long windowBytes;

    /** SND.WL1, i.e. the sequence number of the segment that set the window last. */
    int wl1;

    /** SND.WL2, i.e. the acknowledgment number of that segment. */
    int wl2;

    /** ISS, i.e. the sequence number of our SYN. */
    final int iss;

    /** Max.SND.WND of RFC 9293 3.8.6.2.1, i.e. the largest window that the peer has ever offered. */
    long maxWindowBytes;

    /** Both SYNs carry the window scale option (RFC 7323 section 2.2). */
    boolean windowScaling;

    /** Snd.Wind.Shift of RFC 7323 section 2.3. */
    int windowShift;

    /** Eff.snd.MSS of RFC 9293 3.7.1 less our options of every segment, i.e. the payload of a full segment. */
    int segmentBytes;

    SendVariables(int iss, int segmentBytes) {
        this.iss = iss;
        this.una = iss;
        this.nxt = iss;
        this.segmentBytes = segmentBytes;
    }

    void window(long bytes, int segmentSeq, int segmentAck) {
        windowBytes = bytes;
        maxWindowBytes = Math.max(maxWindowBytes, bytes);
        wl1 = segmentSeq;
        wl2 = segmentAck;
    }

    /** Sequence numbers sent and not acknowledged: FlightSize of RFC 5681. */
    int flightBytes() {
        return SequenceNumber.distance(una, nxt);
    }

    /**
     * The sequence number of a segment without text: SND.NXT, but the window's edge when the peer took window back, for
     * beyond it the segment's acknowledgment would not be looked at (RFC 9293 3.10.7.4, first). What the peer's scaling
     * rounds off is no shrinking.
     */
    int acceptableSeq() {
        int edge = una + (int) windowBytes;
        return SequenceNumber.distance(edge, nxt) < 1 << windowShift ? nxt : edge;
    }

    /**
     * Room in the peer's window from {@link #nxt} on, i.e. U of RFC 9293 3.8.6.2.1; 0 when the peer took window back.
     */
    long usableWindowBytes() {
        return Math.max(0, windowBytes - flightBytes());
    }
}
