package org.paceline.utcp.tcp;

/**
 * What a connection knows of its way to the peer.
 *
 * @param mtuBytes largest IPv4 packet
 * @param segmentLimitBytes upper bound of the MSS that the user asked for
 */
record Path(int localPort, int remotePort, int mtuBytes, int segmentLimitBytes) {
    /** RFC 6691: the MSS option counts neither IP nor TCP options, so the fixed headers alone are taken off the MTU. */
    private static final int FIXED_HEADERS_BYTES = 40;

    /** RFC 9293 3.7.1, MUST-15: SendMSS when the peer's SYN carries no MSS option, for IPv4. */
    private static final int DEFAULT_SEND_MSS_BYTES = 536;

    /** Linux's tcp_min_snd_mss: a peer that announces less would turn every write into a flood of headers. */
    private static final int SMALLEST_PEER_MSS_BYTES = 48;

    /** RFC 7323 appendix A: kind, length, two values and two NOPs in every segment. */
    private static final int TIMESTAMPS_BYTES = 12;

    /** RFC 9293 3.7.1: what our MSS option announces. */
    int announcedSegmentBytes() {
        return Math.min(mtuBytes - FIXED_HEADERS_BYTES, segmentLimitBytes);
    }

    /** Payload of a full segment before the peer's SYN is known. */
    int defaultSegmentBytes() {
        return Math.min(DEFAULT_SEND_MSS_BYTES, announcedSegmentBytes());
    }

    /**
     * Eff.snd.MSS of RFC 9293 3.7.1, less the options of every segment (RFC 6691 section 3).
     *
     * @param peerMss the peer's MSS option, or -1
     */
    int segmentBytes(int peerMss, boolean timestamps) {
        int sendMss = peerMss < 0 ? DEFAULT_SEND_MSS_BYTES : Math.max(peerMss, SMALLEST_PEER_MSS_BYTES);
        return Math.min(sendMss, announcedSegmentBytes()) - (timestamps ? TIMESTAMPS_BYTES : 0);
    }
}
