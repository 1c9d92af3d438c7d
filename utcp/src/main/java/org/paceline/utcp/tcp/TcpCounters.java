package org.paceline.utcp.tcp;

/** What one connection has done so far. Belongs to its connection. */
final class TcpCounters {
    long segmentsSent;
    long segmentsReceived;

    /** Payload sent for the first time. */
    long bytesSent;

    /** Payload received in order. */
    long bytesReceived;

    /** Segments that were sent again, probes of a closed window included. */
    long retransmissions;

    long retransmissionTimeouts;

    /** Segments whose payload was in the window and found no room in the reassembly's ranges. */
    long outOfOrderRefused;
}
