package org.paceline.utcp.tcp.recovery;

/**
 * What the marks of the {@link RetransmissionQueue} sum up to, in bytes and in segments: the pipe of RFC 6675 section 4
 * and its parts. Not thread-safe.
 */
final class Pipe {
    static final byte SACKED = 1;
    static final byte LOST = 2;
    static final byte RETRANSMISSION_IN_FLIGHT = 4;

    /** The one mark that says nothing of the network, and that no acknowledgment takes away. */
    static final byte PUSHED = 8;

    private long outstandingBytes;
    private long sackedBytes;
    private long lostBytes;
    private long retransmittedBytes;
    private long lostAndWaitingBytes;
    private int sackedSegments;
    private int lostSegments;
    private int retransmittedSegments;

    static boolean marked(byte marks, byte mark) {
        return (marks & mark) != 0;
    }

    /** Lost, and not sent again. */
    static boolean waiting(byte marks) {
        return (marks & (LOST | RETRANSMISSION_IN_FLIGHT)) == LOST;
    }

    void add(byte marks, int bytes) {
        count(marks, bytes, 1);
    }

    void remove(byte marks, int bytes) {
        count(marks, -bytes, -1);
    }

    void takeOver(Pipe other) {
        outstandingBytes = other.outstandingBytes;
        sackedBytes = other.sackedBytes;
        lostBytes = other.lostBytes;
        retransmittedBytes = other.retransmittedBytes;
        lostAndWaitingBytes = other.lostAndWaitingBytes;
        sackedSegments = other.sackedSegments;
        lostSegments = other.lostSegments;
        retransmittedSegments = other.retransmittedSegments;
    }

    void clear() {
        outstandingBytes = 0;
        sackedBytes = 0;
        lostBytes = 0;
        retransmittedBytes = 0;
        lostAndWaitingBytes = 0;
        sackedSegments = 0;
        lostSegments = 0;
        retransmittedSegments = 0;
    }

    private void count(byte marks, int bytes, int segments) {
        outstandingBytes += bytes;
        if (marked(marks, SACKED)) {
            sackedBytes += bytes;
            sackedSegments += segments;
        }
        if (marked(marks, LOST)) {
            lostBytes += bytes;
            lostSegments += segments;
        }
        if (marked(marks, RETRANSMISSION_IN_FLIGHT)) {
            retransmittedBytes += bytes;
            retransmittedSegments += segments;
        }
        if (waiting(marks)) {
            lostAndWaitingBytes += bytes;
        }
    }

    /** Bytes held to be in the network, retransmissions counted beside originals. */
    long bytes() {
        return outstandingBytes - sackedBytes - lostBytes + retransmittedBytes;
    }

    long outstandingBytes() {
        return outstandingBytes;
    }

    long sackedBytes() {
        return sackedBytes;
    }

    long lostBytes() {
        return lostBytes;
    }

    long retransmittedBytes() {
        return retransmittedBytes;
    }

    long lostAndWaitingBytes() {
        return lostAndWaitingBytes;
    }

    int sackedSegments() {
        return sackedSegments;
    }

    int lostSegments() {
        return lostSegments;
    }

    int retransmittedSegments() {
        return retransmittedSegments;
    }
}
