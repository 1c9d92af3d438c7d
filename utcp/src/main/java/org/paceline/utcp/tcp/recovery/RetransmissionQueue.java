package org.paceline.utcp.tcp.recovery;

import org.paceline.nic.wire.SequenceNumber;

/**
 * Segments that were sent and not cumulatively acknowledged, oldest first, each with its marks (RFC 9293 3.8.1; the
 * marks and the pipe are those of RFC 6675).
 *
 * <p>Segments are contiguous: each begins where the one before ends. They are addressed by index, 0 being the oldest.
 * Arrays grow to {@link #MAX_SEGMENTS}; a full queue takes no new segment and so holds back the sender. Not
 * thread-safe.
 */
public final class RetransmissionQueue {
    /** 65,536 full segments are 95 MB in flight: 10 Gb/s at 76 ms. Beyond, a larger MSS is the remedy. */
    public static final int MAX_SEGMENTS = 65_536;

    private static final int INITIAL_SEGMENTS = 64;
    private static final byte SACKED = 1;
    private static final byte LOST = 2;
    private static final byte RETRANSMISSION_IN_FLIGHT = 4;

    private int[] start = new int[INITIAL_SEGMENTS];
    private int[] end = new int[INITIAL_SEGMENTS];
    private long[] sentNs = new long[INITIAL_SEGMENTS];
    private int[] transmissions = new int[INITIAL_SEGMENTS];
    private byte[] marks = new byte[INITIAL_SEGMENTS];
    private int head;
    private int segments;

    private long outstandingBytes;
    private long sackedBytes;
    private long lostBytes;
    private long retransmittedBytes;

    /** Bytes that are lost and have not been sent again: 0 spares every search for them. */
    private long lostAndWaitingBytes;

    public boolean full() {
        return segments == MAX_SEGMENTS;
    }

    public boolean empty() {
        return segments == 0;
    }

    public int segments() {
        return segments;
    }

    /** A segment leaves for the first time; it follows the last one in sequence. */
    public void append(int startSeq, int endSeq, long nowNs) {
        if (segments == start.length) {
            grow();
        }
        int slot = slot(segments);
        start[slot] = startSeq;
        end[slot] = endSeq;
        sentNs[slot] = nowNs;
        transmissions[slot] = 1;
        marks[slot] = 0;
        segments++;
        outstandingBytes += SequenceNumber.distance(startSeq, endSeq);
    }

    /** The segment at {@code index} leaves again. */
    public void onRetransmitted(int index, long nowNs) {
        int slot = slot(index);
        sentNs[slot] = nowNs;
        transmissions[slot]++;
        if (!marked(slot, RETRANSMISSION_IN_FLIGHT)) {
            retransmittedBytes += bytes(slot);
            if (marked(slot, LOST)) {
                lostAndWaitingBytes -= bytes(slot);
            }
        }
        marks[slot] |= RETRANSMISSION_IN_FLIGHT;
    }

    public void markSacked(int index) {
        int slot = slot(index);
        clearMarks(slot);
        marks[slot] = SACKED;
        sackedBytes += bytes(slot);
    }

    /** The segment is held to be lost, and a retransmission of it as well if there was one. */
    public void markLost(int index) {
        int slot = slot(index);
        clearMarks(slot);
        marks[slot] = LOST;
        lostBytes += bytes(slot);
        lostAndWaitingBytes += bytes(slot);
    }

    /** RFC 2018 section 8: the receiver may have thrown away what it had reported. */
    public void forgetSacked() {
        for (int index = 0; index < segments; index++) {
            if (sacked(index)) {
                clearMarks(slot(index));
            }
        }
    }

    /** Removes the oldest segment. */
    public void remove() {
        int slot = slot(0);
        clearMarks(slot);
        outstandingBytes -= bytes(slot);
        head = (head + 1) & (start.length - 1);
        segments--;
    }

    /** The oldest segment was acknowledged up to {@code seq} only, inside of it. */
    public void trim(int seq) {
        int slot = slot(0);
        byte marksBefore = marks[slot];
        clearMarks(slot);
        outstandingBytes -= SequenceNumber.distance(start[slot], seq);
        start[slot] = seq;
        restoreMarks(slot, marksBefore);
    }

    public int startSeq(int index) {
        return start[slot(index)];
    }

    public int endSeq(int index) {
        return end[slot(index)];
    }

    /** When the segment left last. */
    public long sentNs(int index) {
        return sentNs[slot(index)];
    }

    public int transmissions(int index) {
        return transmissions[slot(index)];
    }

    public boolean sacked(int index) {
        return marked(slot(index), SACKED);
    }

    public boolean lost(int index) {
        return marked(slot(index), LOST);
    }

    /** Whether a retransmission of the segment is held to be on its way. */
    public boolean retransmissionInFlight(int index) {
        return marked(slot(index), RETRANSMISSION_IN_FLIGHT);
    }

    /** pipe of RFC 6675 section 4: bytes held to be in the network, retransmissions counted beside originals. */
    public long pipeBytes() {
        return outstandingBytes - sackedBytes - lostBytes + retransmittedBytes;
    }

    public long outstandingBytes() {
        return outstandingBytes;
    }

    public long sackedBytes() {
        return sackedBytes;
    }

    public long lostBytes() {
        return lostBytes;
    }

    public long retransmittedBytes() {
        return retransmittedBytes;
    }

    /** Bytes that are lost and have not been sent again. */
    public long lostAndWaitingBytes() {
        return lostAndWaitingBytes;
    }

    /** The first segment that ends beyond {@code seq}; {@link #segments()} when there is none. */
    public int indexBeyond(int seq) {
        int low = 0;
        int high = segments;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (SequenceNumber.greaterThan(endSeq(middle), seq)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int slot(int index) {
        return (head + index) & (start.length - 1);
    }

    private int bytes(int slot) {
        return SequenceNumber.distance(start[slot], end[slot]);
    }

    private boolean marked(int slot, byte mark) {
        return (marks[slot] & mark) != 0;
    }

    private void clearMarks(int slot) {
        int bytes = bytes(slot);
        if (marked(slot, SACKED)) {
            sackedBytes -= bytes;
        }
        if (marked(slot, LOST)) {
            lostBytes -= bytes;
            if (!marked(slot, RETRANSMISSION_IN_FLIGHT)) {
                lostAndWaitingBytes -= bytes;
            }
        }
        if (marked(slot, RETRANSMISSION_IN_FLIGHT)) {
            retransmittedBytes -= bytes;
        }
        marks[slot] = 0;
    }

    private void restoreMarks(int slot, byte wanted) {
        int bytes = bytes(slot);
        marks[slot] = wanted;
        if (marked(slot, SACKED)) {
            sackedBytes += bytes;
        }
        if (marked(slot, LOST)) {
            lostBytes += bytes;
            if (!marked(slot, RETRANSMISSION_IN_FLIGHT)) {
                lostAndWaitingBytes += bytes;
            }
        }
        if (marked(slot, RETRANSMISSION_IN_FLIGHT)) {
            retransmittedBytes += bytes;
        }
    }

    private void grow() {
        int capacity = 2 * start.length;
        int[] biggerStart = new int[capacity];
        int[] biggerEnd = new int[capacity];
        long[] biggerSentNs = new long[capacity];
        int[] biggerTransmissions = new int[capacity];
        byte[] biggerMarks = new byte[capacity];
        for (int index = 0; index < segments; index++) {
            int slot = slot(index);
            biggerStart[index] = start[slot];
            biggerEnd[index] = end[slot];
            biggerSentNs[index] = sentNs[slot];
            biggerTransmissions[index] = transmissions[slot];
            biggerMarks[index] = marks[slot];
        }
        start = biggerStart;
        end = biggerEnd;
        sentNs = biggerSentNs;
        transmissions = biggerTransmissions;
        marks = biggerMarks;
        head = 0;
    }
}
