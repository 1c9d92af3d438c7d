package org.paceline.probe.capture;

import java.util.Arrays;
import java.util.BitSet;
import org.paceline.probe.analysis.ArrivalSeries;

/**
 * The data segments of one direction of a connection, and what the other direction acknowledged of them.
 *
 * <p>Stream positions are bytes from the first one that was seen, unwrapped. A segment counts as a retransmission when
 * any of its bytes passed before, so the capture must stand before the place where frames get lost. Not thread-safe.
 */
public final class TcpFlow {
    private static final int INITIAL_EVENTS = 1_024;

    private final FlowKey key;
    private final ArrivalSeries segments = new ArrivalSeries();
    private final BitSet retransmission = new BitSet();
    private final SeenRanges seen = new SeenRanges();
    private long[] segmentStart = new long[INITIAL_EVENTS];
    private int[] payloadBytes = new int[INITIAL_EVENTS];
    private long[] ackTimesNs = new long[INITIAL_EVENTS];
    private long[] ackedUpTo = new long[INITIAL_EVENTS];
    private int acks;
    private long retransmittedBytes;
    private boolean anchored;
    private int lastSequenceNumber;
    private long lastPosition;

    TcpFlow(FlowKey key) {
        this.key = key;
    }

    void onSyn(int sequenceNumber) {
        anchor(sequenceNumber + 1);
    }

    void onData(long timeNs, int frameBytes, int sequenceNumber, int bytes) {
        anchor(sequenceNumber);
        int index = segments.frames();
        if (index == segmentStart.length) {
            segmentStart = Arrays.copyOf(segmentStart, 2 * index);
            payloadBytes = Arrays.copyOf(payloadBytes, 2 * index);
        }
        segments.add(timeNs, frameBytes);
        segmentStart[index] = position(sequenceNumber);
        payloadBytes[index] = bytes;
        long seenBeforeBytes = seen.add(segmentStart[index], segmentStart[index] + bytes);
        if (seenBeforeBytes > 0) {
            retransmission.set(index);
            retransmittedBytes += seenBeforeBytes;
        }
        lastSequenceNumber = sequenceNumber;
        lastPosition = segmentStart[index];
    }

    void onAck(long timeNs, int acknowledgmentNumber) {
        if (!anchored) {
            return;
        }
        if (acks == ackTimesNs.length) {
            ackTimesNs = Arrays.copyOf(ackTimesNs, 2 * acks);
            ackedUpTo = Arrays.copyOf(ackedUpTo, 2 * acks);
        }
        ackTimesNs[acks] = timeNs;
        ackedUpTo[acks] = position(acknowledgmentNumber);
        acks++;
    }

    public FlowKey key() {
        return key;
    }

    /** When each data segment passed, retransmissions among them. */
    public ArrivalSeries segments() {
        return segments;
    }

    /** Stream position of the first byte of a segment. */
    public long segmentStart(int segment) {
        return segmentStart[segment];
    }

    public int payloadBytes(int segment) {
        return payloadBytes[segment];
    }

    public boolean isRetransmission(int segment) {
        return retransmission.get(segment);
    }

    public int retransmittedSegments() {
        return retransmission.cardinality();
    }

    public long retransmittedBytes() {
        return retransmittedBytes;
    }

    /** Bytes of the stream that passed at least once. */
    public long distinctBytes() {
        return seen.seenBytes();
    }

    /** Segments of the other direction that carried an acknowledgment. */
    public int acks() {
        return acks;
    }

    public long ackTimeNs(int ack) {
        return ackTimesNs[ack];
    }

    /** Stream position up to which an acknowledgment confirms. */
    public long ackedUpTo(int ack) {
        return ackedUpTo[ack];
    }

    /** Highest position that was acknowledged: the bytes that surely arrived. */
    public long ackedBytes() {
        long highest = 0;
        for (int ack = 0; ack < acks; ack++) {
            highest = Math.max(highest, ackedUpTo[ack]);
        }
        return highest;
    }

    private void anchor(int sequenceNumber) {
        if (!anchored) {
            anchored = true;
            lastSequenceNumber = sequenceNumber;
        }
    }

    private long position(int sequenceNumber) {
        // RFC 9293 3.4: the nearer way round says which of the two directions is meant
        return lastPosition + (sequenceNumber - lastSequenceNumber);
    }
}
