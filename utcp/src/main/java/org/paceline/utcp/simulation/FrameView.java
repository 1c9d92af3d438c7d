package org.paceline.utcp.simulation;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.nic.wire.TcpHeader;

/** Finds the TCP segment in a frame that a stack sent. */
final class FrameView {
    private final EthernetHeader ethernet = new EthernetHeader();
    private final Ipv4Header ipv4 = new Ipv4Header();
    private final Ipv6Header ipv6 = new Ipv6Header();
    private final TcpHeader tcp = new TcpHeader();
    private boolean found;
    private int tcpOffset;

    void look(ByteBuffer frame, int lengthBytes) {
        int packetBytes = lengthBytes - EthernetHeader.LENGTH_BYTES;
        found = ethernet.wrap(frame, 0, lengthBytes)
                && switch (ethernet.type()) {
                    case EthernetHeader.TYPE_IPV4 -> ipv4(frame, packetBytes);
                    case EthernetHeader.TYPE_IPV6 -> ipv6(frame, packetBytes);
                    default -> false;
                };
    }

    private boolean ipv4(ByteBuffer frame, int packetBytes) {
        if (!ipv4.wrap(frame, EthernetHeader.LENGTH_BYTES, packetBytes) || ipv4.protocol() != Ipv4Header.PROTOCOL_TCP) {
            return false;
        }
        tcpOffset = ipv4.payloadOffset();
        return tcp.wrap(frame, tcpOffset, ipv4.payloadBytes());
    }

    /** Our own stacks put no extension header in front of a segment. */
    private boolean ipv6(ByteBuffer frame, int packetBytes) {
        if (!ipv6.wrap(frame, EthernetHeader.LENGTH_BYTES, packetBytes)
                || ipv6.nextHeader() != Ipv4Header.PROTOCOL_TCP) {
            return false;
        }
        tcpOffset = ipv6.payloadOffset();
        return tcp.wrap(frame, tcpOffset, ipv6.payloadBytes());
    }

    boolean isTcp() {
        return found;
    }

    int tcpOffset() {
        return tcpOffset;
    }

    TcpHeader tcp() {
        return tcp;
    }
}
