package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.nic.wire.NeighborDiscovery;

/** Fills frames with the messages of neighbour discovery (RFC 4861) that a host sends. Returns their lengths. */
final class DiscoveryFormat {
    private static final int IP = EthernetHeader.LENGTH_BYTES;
    private static final int MESSAGE = IP + Ipv6Header.LENGTH_BYTES;

    private final long localMac;

    DiscoveryFormat(long localMac) {
        this.localMac = localMac;
    }

    /** RFC 4861 7.2.2: everybody who may have the address is asked. */
    int solicitation(ByteBuffer frame, IpAddress source, IpAddress target) {
        IpAddress group = target.solicitedNodeGroup();
        int messageBytes = solicitation(frame, target, localMac);
        return packet(frame, source, group, group.multicastMac(), messageBytes);
    }

    /** RFC 4861 7.3.3: the one who had it is asked. */
    int probe(ByteBuffer frame, IpAddress source, IpAddress target, long targetMac) {
        return packet(frame, source, target, targetMac, solicitation(frame, target, localMac));
    }

    /** RFC 4862 5.4.2: does anybody have the address that is to be ours? */
    int duplicateProbe(ByteBuffer frame, IpAddress own) {
        IpAddress group = own.solicitedNodeGroup();
        int messageBytes = solicitation(frame, own, NeighborDiscovery.NO_MAC);
        return packet(frame, IpAddress.UNSPECIFIED, group, group.multicastMac(), messageBytes);
    }

    private static int solicitation(ByteBuffer frame, IpAddress target, long ownMac) {
        int type = NeighborDiscovery.NEIGHBOR_SOLICITATION;
        return NeighborDiscovery.writeNeighbor(frame, MESSAGE, type, 0, target, ownMac);
    }

    /** RFC 4861 7.2.4. */
    int advertisement(ByteBuffer frame, IpAddress own, IpAddress asker, long askerMac, int flags) {
        int type = NeighborDiscovery.NEIGHBOR_ADVERTISEMENT;
        int messageBytes = NeighborDiscovery.writeNeighbor(frame, MESSAGE, type, flags, own, localMac);
        return packet(frame, own, asker, askerMac, messageBytes);
    }

    /** RFC 4861 6.3.7. */
    int routerSolicitation(ByteBuffer frame, IpAddress linkLocal) {
        NeighborDiscovery.writeRouterSolicitation(frame, MESSAGE, localMac);
        IpAddress group = IpAddress.ALL_ROUTERS;
        return packet(frame, linkLocal, group, group.multicastMac(), NeighborDiscovery.ROUTER_SOLICITATION_BYTES);
    }

    private int packet(ByteBuffer frame, IpAddress source, IpAddress destination, long mac, int messageBytes) {
        EthernetHeader.write(frame, 0, mac, localMac, EthernetHeader.TYPE_IPV6);
        Ipv6Header.write(frame, IP, 0, 0, messageBytes, Icmpv6.PROTOCOL, NeighborDiscovery.HOP_LIMIT);
        Ipv6Header.writeAddresses(frame, IP, source.high(), source.low(), destination.high(), destination.low());
        int sum = InternetChecksum.addresses(source.high(), source.low(), destination.high(), destination.low());
        Icmpv6.writeChecksum(frame, MESSAGE, messageBytes, sum);
        return MESSAGE + messageBytes;
    }
}
