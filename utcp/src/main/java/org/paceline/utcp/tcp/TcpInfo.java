package org.paceline.utcp.tcp;

import org.paceline.pacer.control.CongestionPhase;

/**
 * A connection at one moment, in the terms of Linux's {@code tcp_info}; {@link #field} answers by Linux's names and in
 * its units.
 *
 * <p>One convention holds here: counts of segments as Linux counts them in {@link Segments}, bytes in {@link Bytes},
 * nanoseconds in {@link Times}; -1 stands for what is not known.
 *
 * @param caState 0 open, 1 disorder, 2 CWR, 3 recovery, 4 loss, as Linux's {@code TCP_CA_}
 * @param sndMssBytes payload of a full segment
 * @param rcvMssBytes the peer's full segment, as far as it has shown one
 * @param advmssBytes the MSS that our SYN announces
 * @param pmtuBytes largest packet that we send
 */
public record TcpInfo(
        TcpState state,
        CongestionPhase phase,
        int caState,
        int sndMssBytes,
        int rcvMssBytes,
        int advmssBytes,
        int pmtuBytes,
        Options options,
        Segments segments,
        Bytes bytes,
        Times times,
        Rates rates) {
    /**
     * What the handshake agreed on.
     *
     * @param sndWscale the peer's shift, which applies to the windows that we get
     * @param rcvWscale ours
     * @param synData data of our SYN was acknowledged with it (RFC 7413)
     */
    public record Options(
            boolean timestamps,
            boolean sack,
            boolean windowScaling,
            boolean ecn,
            boolean ecnSeen,
            boolean synData,
            int sndWscale,
            int rcvWscale) {}

    /**
     * Counted in segments, or in times that something happened.
     *
     * @param unacked sent and not acknowledged
     * @param retrans sent again and not acknowledged
     * @param sndSsthresh {@link Integer#MAX_VALUE} before the first loss
     * @param retransmits timeouts in a row
     * @param probes of a closed window or an idle connection, unanswered
     * @param totalRetrans sent again, ever
     * @param segsOut every segment, ACKs included
     * @param delivered segments that arrived, by ACK or SACK
     */
    public record Segments(
            long unacked,
            long sacked,
            long lost,
            long retrans,
            long sndCwnd,
            long sndSsthresh,
            int retransmits,
            int probes,
            int backoff,
            int reordering,
            long totalRetrans,
            long totalRto,
            long segsOut,
            long segsIn,
            long dataSegsOut,
            long dataSegsIn,
            long delivered,
            long deliveredCe,
            long dsackDups,
            long reordSeen,
            long rcvOooPack) {}

    /**
     * Counted in bytes.
     *
     * @param sndSsthresh {@link Long#MAX_VALUE} before the first loss
     * @param acked payload that the peer acknowledged
     * @param received payload that came in order
     * @param sent payload, retransmissions included
     * @param sentOnce payload, each byte counted once
     * @param notsent written and never sent
     * @param rcvSsthresh what the receive window may grow to by now
     * @param rcvSpace what the application read in the last round trip
     * @param memory what the buffers hold of the stack's budget
     */
    public record Bytes(
            long sndCwnd,
            long sndSsthresh,
            long sndWnd,
            long rcvWnd,
            long unacked,
            long sacked,
            long lost,
            long acked,
            long received,
            long sent,
            long sentOnce,
            long retrans,
            long notsent,
            long rcvSsthresh,
            long rcvSpace,
            long memory) {}

    /**
     * Nanoseconds; those that begin with "since" count from the event to now.
     *
     * @param busy data was waiting or in flight
     * @param rwndLimited of these, held back by the peer's window
     * @param sndbufLimited of these, held back by the size of the send buffer
     */
    public record Times(
            long rto,
            long ato,
            long rtt,
            long rttvar,
            long minRtt,
            long rcvRtt,
            long sinceDataSent,
            long sinceAckSent,
            long sinceDataReceived,
            long sinceAckReceived,
            long busy,
            long rwndLimited,
            long sndbufLimited) {}

    /**
     * Bytes a second.
     *
     * @param pacing {@link Long#MAX_VALUE} when nothing is paced
     * @param delivery of the newest sample, 0 before the first
     * @param deliveryAppLimited the application did not keep the connection busy meanwhile
     */
    public record Rates(long pacing, long maxPacing, long delivery, boolean deliveryAppLimited) {}

    /**
     * A field by its name in Linux's {@code struct tcp_info}, with or without {@code tcpi_} in front, in Linux's units:
     * microseconds, but milliseconds for {@code tcpi_last_…}.
     *
     * @throws IllegalArgumentException for a name that is none of Linux's
     */
    public long field(String linuxName) {
        return LinuxTcpInfo.field(this, linuxName);
    }

    public long sndCwndBytes() {
        return bytes.sndCwnd();
    }

    public long sndSsthreshBytes() {
        return bytes.sndSsthresh();
    }

    public long sndWndBytes() {
        return bytes.sndWnd();
    }

    public long unackedBytes() {
        return bytes.unacked();
    }

    public long sackedBytes() {
        return bytes.sacked();
    }

    public long lostBytes() {
        return bytes.lost();
    }

    public long bytesSent() {
        return bytes.sentOnce();
    }

    public long bytesAcked() {
        return bytes.acked();
    }

    public long bytesReceived() {
        return bytes.received();
    }

    public long totalRetransmissions() {
        return segments.totalRetrans();
    }

    public long rttNs() {
        return times.rtt();
    }

    public long rttvarNs() {
        return times.rttvar();
    }
}
