package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** The way of a segment down to the link: checksum, IP header, and the next hop's address. Belongs to the stack. */
final class PacketDeparts {
    private static final int IP_OFFSET = EthernetHeader.LENGTH_BYTES;

    private final Routes routes;
    private final NeighborTable neighbors;
    private final StackCounters counters;
    private final long localMac;
    private int identification;
    private boolean sent;

    PacketDeparts(Routes routes, NeighborTable neighbors, StackCounters counters, long localMac) {
        this.routes = routes;
        this.neighbors = neighbors;
        this.counters = counters;
        this.localMac = localMac;
    }

    /** Where in the frame a segment to this address begins. */
    static int segmentOffset(IpAddress remoteAddress) {
        return IP_OFFSET + IpHeader.lengthBytes(!remoteAddress.isIpv4());
    }

    /**
     * Makes a frame of the segment that stands at {@link #segmentOffset}, or puts it aside until the next hop is known.
     *
     * @return length of the frame that is to leave, which may be another one; 0 for none
     */
    int send(
            long nowNs,
            IpAddress localAddress,
            IpAddress remoteAddress,
            int ecnCodepoint,
            ByteBuffer frame,
            int segmentBytes) {
        int sum = InternetChecksum.addresses(
                localAddress.high(), localAddress.low(), remoteAddress.high(), remoteAddress.low());
        return send(nowNs, localAddress, remoteAddress, sum, ecnCodepoint, frame, segmentBytes);
    }

    int send(
            long nowNs,
            IpAddress localAddress,
            IpAddress remoteAddress,
            int addressesSum,
            int ecnCodepoint,
            ByteBuffer frame,
            int segmentBytes) {
        int tcpOffset = segmentOffset(remoteAddress);
        int checksum =
                InternetChecksum.transport(frame, tcpOffset, segmentBytes, addressesSum, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(frame, tcpOffset, checksum);
        IpHeader.write(
                frame,
                IP_OFFSET,
                localAddress,
                remoteAddress,
                ecnCodepoint,
                identification++,
                Ipv4Header.PROTOCOL_TCP,
                segmentBytes);
        return address(nowNs, remoteAddress, frame, tcpOffset + segmentBytes);
    }

    /** Puts the next hop in front, or the frame aside until the next hop is known. */
    private int address(long nowNs, IpAddress remoteAddress, ByteBuffer frame, int lengthBytes) {
        sent = false;
        IpAddress nextHop = routes.nextHop(remoteAddress);
        if (nextHop == null) {
            return 0; // the router is gone; the segment is lost, and its timer runs
        }
        Neighbor neighbor = neighbors.lookUp(nextHop, nowNs);
        if (!neighbor.resolved) {
            counters.unresolvedDropped += neighbor.hold(frame, lengthBytes) ? 0 : 1;
            return neighbors.pollTransmit(nowNs, frame);
        }
        EthernetHeader.write(frame, 0, neighbor.macAddress, localMac, neighbor.etherType());
        sent = true;
        return lengthBytes;
    }

    /** Whether the frame of the last {@link #send} is the segment's own. */
    boolean sent() {
        return sent;
    }
}
