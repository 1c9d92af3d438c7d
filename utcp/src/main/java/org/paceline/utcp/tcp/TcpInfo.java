package org.paceline.utcp.tcp;

import org.paceline.pacer.control.CongestionPhase;

/**
 * A connection at one moment, in the terms of Linux's {@code tcp_info}; times in nanoseconds, -1 for what is not known.
 *
 * @param sndCwndBytes cwnd
 * @param sndSsthreshBytes ssthresh, {@link Long#MAX_VALUE} before the first loss
 * @param sndWndBytes the peer's window
 * @param sndMssBytes payload of a full segment
 * @param pmtuBytes largest packet that we send
 * @param unackedBytes sent and not acknowledged
 * @param totalRetransmissions segments that were sent again, ever
 */
public record TcpInfo(
        TcpState state,
        CongestionPhase phase,
        long sndCwndBytes,
        long sndSsthreshBytes,
        long sndWndBytes,
        int sndMssBytes,
        int pmtuBytes,
        long rttNs,
        long rttvarNs,
        long minRttNs,
        long rtoNs,
        long unackedBytes,
        long sackedBytes,
        long lostBytes,
        long totalRetransmissions,
        long retransmissionTimeouts,
        long bytesSent,
        long bytesAcked,
        long bytesReceived,
        long segmentsSent,
        long segmentsReceived) {}
