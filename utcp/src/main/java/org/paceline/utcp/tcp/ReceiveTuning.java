package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;

/**
 * Dynamic right-sizing of the receive buffer, as Linux's tcp_rcv_space_adjust: at least twice of what the application
 * reads in one round trip, so that the window never limits a sender whose rate still doubles.
 *
 * <p>A receiver sends nothing to measure a round trip by: it takes the age of the timestamps that data echoes, or the
 * time that a whole window takes to come, which is never too short. Belongs to its connection.
 */
final class ReceiveTuning {
    /** Room beyond twice the bytes read, for a flow that has just begun, in segments: Linux's. */
    private static final int SLACK_SEGMENTS = 16;

    /** What is taken to be read in a round trip before anything was measured, in segments: an initial window. */
    private static final int FIRST_SPACE_SEGMENTS = 10;

    private final int maximumBytes;
    private long rttNs = -1;
    private long spaceBytes;
    private long measuredFromNs;
    private long measuredFromBytes;
    private long windowFromNs;
    private int windowEndSeq;
    private boolean started;
    private int lastEcho;

    ReceiveTuning(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    /**
     * Text came in order.
     *
     * @param echoAgeNs age of the timestamp that it echoes, -1 without
     */
    void onText(long nowNs, int rcvNxt, int windowBytes, int echo, long echoAgeNs, int segmentBytes) {
        if (!started) {
            started = true;
            spaceBytes = (long) FIRST_SPACE_SEGMENTS * segmentBytes;
            measuredFromNs = nowNs;
            startWindow(nowNs, rcvNxt, windowBytes);
            lastEcho = echo;
            return;
        }
        if (echoAgeNs >= 0) {
            if (echo != lastEcho) {
                lastEcho = echo;
                rttNs = rttNs < 0 ? echoAgeNs : rttNs + (echoAgeNs - rttNs) / 8;
            }
        } else if (SequenceNumber.greaterOrEqual(rcvNxt, windowEndSeq)) {
            long windowNs = nowNs - windowFromNs;
            rttNs = rttNs < 0 ? windowNs : Math.min(rttNs, windowNs);
            startWindow(nowNs, rcvNxt, windowBytes);
        }
    }

    private void startWindow(long nowNs, int rcvNxt, int windowBytes) {
        windowFromNs = nowNs;
        windowEndSeq = rcvNxt + windowBytes;
    }

    /**
     * The application has read.
     *
     * @param consumedBytes since the connection began
     * @return what the buffer should hold from now on, 0 when a round trip has not passed or nothing changes
     */
    int onRead(long nowNs, long consumedBytes, int segmentBytes) {
        if (rttNs < 0 || nowNs - measuredFromNs < rttNs) {
            return 0;
        }
        long readBytes = consumedBytes - measuredFromBytes;
        int wantedBytes = 0;
        if (readBytes > spaceBytes) {
            // twice for the next round trip, and as much more as this one was above the last
            long windowBytes = 2 * readBytes + (long) SLACK_SEGMENTS * segmentBytes;
            long growthBytes = windowBytes * (readBytes - spaceBytes) / spaceBytes;
            wantedBytes = (int) Math.min(maximumBytes, windowBytes + 2 * growthBytes);
            spaceBytes = readBytes;
        }
        measuredFromBytes = consumedBytes;
        measuredFromNs = nowNs;
        return wantedBytes;
    }

    /** -1 before it is known. */
    long rttNs() {
        return rttNs;
    }

    long spaceBytes() {
        return spaceBytes;
    }
}
