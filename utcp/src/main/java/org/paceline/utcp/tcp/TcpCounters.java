package org.paceline.utcp.tcp;

import org.jspecify.annotations.Nullable;

/** What one connection has done so far, and when last. Belongs to its connection. */
final class TcpCounters {
    /** Something has not happened yet. */
    static final long NOT_YET_NS = Long.MIN_VALUE;

    long segmentsSent;
    long segmentsReceived;

    /** Segments with payload, retransmissions included. */
    long textSegmentsSent;

    /** Segments with payload, whatever became of it. */
    long textSegmentsReceived;

    /** Payload sent for the first time. */
    long bytesSent;

    /** Payload received in order. */
    long bytesReceived;

    long textSentNs = NOT_YET_NS;
    long ackSentNs = NOT_YET_NS;
    long textReceivedNs = NOT_YET_NS;
    long ackReceivedNs = NOT_YET_NS;

    private @Nullable TroubleCounters troubles;

    /** What went wrong so far, to be read. */
    TroubleCounters troubles() {
        TroubleCounters counted = troubles;
        return counted == null ? TroubleCounters.NONE : counted;
    }

    /** Something goes wrong: to be counted in. */
    TroubleCounters inTrouble() {
        TroubleCounters counted = troubles;
        if (counted == null) {
            counted = new TroubleCounters();
            troubles = counted;
        }
        return counted;
    }

    long latestNs() {
        return Math.max(Math.max(textSentNs, ackSentNs), Math.max(textReceivedNs, ackReceivedNs));
    }

    void onTextSent(long nowNs, int payloadBytes, boolean again) {
        if (payloadBytes == 0) {
            return;
        }
        textSegmentsSent++;
        textSentNs = nowNs;
        if (again) {
            inTrouble().bytesRetransmitted += payloadBytes;
        } else {
            bytesSent += payloadBytes;
        }
    }

    void onSegmentReceived(long nowNs, int payloadBytes, boolean ack) {
        segmentsReceived++;
        if (payloadBytes > 0) {
            textSegmentsReceived++;
            textReceivedNs = nowNs;
        }
        if (ack) {
            ackReceivedNs = nowNs;
        }
    }
}
