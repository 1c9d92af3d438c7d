package org.paceline.utcp.tcp;

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

    long bytesRetransmitted;

    /** Payload received in order. */
    long bytesReceived;

    /** Segments that were sent again, probes of a closed window included. */
    long retransmissions;

    long retransmissionTimeouts;

    /** ICMP errors that quoted a segment in flight, and those that did not. */
    long pathErrors;

    long pathErrorsRefused;

    /** How often the path's MTU was lowered, by ICMP or by silence. */
    long pathMtuReductions;

    /** Segments whose payload came before what stands in front of it. */
    long outOfOrderSegments;

    /** Segments whose payload was in the window and found no room in the reassembly's ranges. */
    long outOfOrderRefused;

    /** Segments whose payload was in the window and found no memory in the stack's budget. */
    long memoryRefused;

    long textSentNs = NOT_YET_NS;
    long ackSentNs = NOT_YET_NS;
    long textReceivedNs = NOT_YET_NS;
    long ackReceivedNs = NOT_YET_NS;

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
            bytesRetransmitted += payloadBytes;
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
