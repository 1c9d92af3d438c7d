package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * Which D-SACKs are believed: those of segments that we had sent again, for a network that doubles segments, or a peer
 * that makes D-SACKs up, says nothing of our judgment (RFC 3708 section 5). Not thread-safe.
 */
final class DuplicateEvidence {
    private final RetransmissionQueue queue;
    private long told;
    private long retransmissions;

    DuplicateEvidence(RetransmissionQueue queue) {
        this.queue = queue;
    }

    void onRetransmitted() {
        retransmissions++;
    }

    boolean believed(AckReport ack) {
        told += ack.duplicatesTold;
        return ack.duplicatesTold > 0 && told <= retransmissions && wasSentAgain(ack);
    }

    /** What is acknowledged and gone is given the benefit of the doubt. */
    private boolean wasSentAgain(AckReport ack) {
        int index = queue.indexBeyond(ack.duplicateEnd - 1);
        boolean gone = SequenceNumber.lessOrEqual(ack.duplicateEnd, ack.sndUna) || index >= queue.segments();
        return gone || queue.transmissions(index) > 1;
    }

    /** Segments that the peer reported to have got twice, ever. */
    long told() {
        return told;
    }
}
