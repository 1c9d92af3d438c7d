package org.paceline.utcp.tcp;

import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/**
 * What a connection knows of its way to the peer.
 *
 * @param mtuBytes largest IP packet
 * @param ipHeaderBytes of each packet: 20 for IPv4, 40 for IPv6
 * @param segmentLimitBytes upper bound of the MSS that the user asked for
 */
public record Path(int localPort, int remotePort, int mtuBytes, int ipHeaderBytes, int segmentLimitBytes) {
    /** RFC 9293 3.7.1, MUST-15: SendMSS when the peer's SYN carries no MSS option, for IPv4. */
    private static final int DEFAULT_SEND_MSS_IPV4_BYTES = 536;

    /** The same for IPv6: its smallest MTU of 1280 (RFC 8200 section 5) less the fixed headers. */
    private static final int DEFAULT_SEND_MSS_IPV6_BYTES = 1_220;

    /** Linux's min_pmtu: what forged messages can bring a connection down to. */
    private static final int MIN_MTU_IPV4_BYTES = 552;

    /** RFC 8200 section 5. */
    private static final int MIN_MTU_IPV6_BYTES = 1_280;

    /** Linux's tcp_min_snd_mss: a peer that announces less would turn every write into a flood of headers. */
    private static final int SMALLEST_PEER_MSS_BYTES = 48;

    public Path(int localPort, int remotePort, int mtuBytes, int ipHeaderBytes) {
        this(localPort, remotePort, mtuBytes, ipHeaderBytes, Integer.MAX_VALUE);
    }

    Path limitedTo(int bytes) {
        return new Path(localPort, remotePort, mtuBytes, ipHeaderBytes, bytes);
    }

    /** RFC 9293 3.7.1: what our MSS option announces. */
    int announcedSegmentBytes() {
        // RFC 6691: the MSS option counts neither IP nor TCP options, so the fixed headers alone are taken off the MTU
        return Math.min(segmentBytesIn(mtuBytes), segmentLimitBytes);
    }

    /** Payload of a segment without options in a packet of so many bytes. */
    int segmentBytesIn(int packetBytes) {
        return packetBytes - ipHeaderBytes - TcpHeader.MIN_LENGTH_BYTES;
    }

    /** What no path may fall below, whatever a message says. */
    int smallestMtuBytes() {
        return ipHeaderBytes == Ipv4Header.MIN_LENGTH_BYTES ? MIN_MTU_IPV4_BYTES : MIN_MTU_IPV6_BYTES;
    }

    /** Payload of a full segment before the peer's SYN is known. */
    int defaultSegmentBytes() {
        return Math.min(defaultSendMss(), announcedSegmentBytes());
    }

    /**
     * Eff.snd.MSS of RFC 9293 3.7.1, less the options of every segment (RFC 6691 section 3).
     *
     * @param peerMss the peer's MSS option, or -1
     */
    int segmentBytes(int peerMss, boolean timestamps) {
        int sendMss = peerMss < 0 ? defaultSendMss() : Math.max(peerMss, SMALLEST_PEER_MSS_BYTES);
        return Math.min(sendMss, announcedSegmentBytes()) - (timestamps ? Timestamps.OPTION_BYTES : 0);
    }

    private int defaultSendMss() {
        return ipHeaderBytes == Ipv4Header.MIN_LENGTH_BYTES ? DEFAULT_SEND_MSS_IPV4_BYTES : DEFAULT_SEND_MSS_IPV6_BYTES;
    }
}
