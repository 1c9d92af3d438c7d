package org.paceline.nic.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Valid frames between two hosts over IPv6, to be read back, mutated and cut. */
final class SampleIpv6Frames {
    static final IpAddress CLIENT = IpAddress.parse("2001:db8::1");
    static final IpAddress SERVER = IpAddress.parse("2001:db8::2");
    static final IpAddress ROUTER = IpAddress.parse("fe80::99");
    static final int IP = EthernetHeader.LENGTH_BYTES;
    static final int BEHIND_IP = IP + Ipv6Header.LENGTH_BYTES;

    private SampleIpv6Frames() {}

    /** A packet from server to client, the ICMPv6 checksum filled in when it carries such a message. */
    static byte[] packet(int nextHeader, int hopLimit, IpAddress source, IpAddress destination, byte[] payload) {
        byte[] frame = new byte[BEHIND_IP + payload.length];
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        EthernetHeader.write(buffer, 0, 0x02_00_00_00_00_0AL, 0x02_00_00_00_00_0BL, EthernetHeader.TYPE_IPV6);
        Ipv6Header.write(buffer, IP, 0, 0, payload.length, nextHeader, hopLimit);
        Ipv6Header.writeAddresses(buffer, IP, source.high(), source.low(), destination.high(), destination.low());
        buffer.put(BEHIND_IP, payload);
        if (nextHeader == Icmpv6.PROTOCOL) {
            int sum = InternetChecksum.addresses(source.high(), source.low(), destination.high(), destination.low());
            Icmpv6.writeChecksum(buffer, BEHIND_IP, payload.length, sum);
        }
        return frame;
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] echoRequest(int dataBytes) {
        ByteBuffer message = ByteBuffer.allocate(Icmpv6.HEADER_BYTES + dataBytes);
        Icmpv6.writeEcho(message, 0, Icmpv6.TYPE_ECHO_REQUEST, 0x1234, 1);
        for (int index = 0; index < dataBytes; index++) {
            message.put(Icmpv6.HEADER_BYTES + index, (byte) (7 * index + 1));
        }
        return packet(Icmpv6.PROTOCOL, 64, SERVER, CLIENT, message.array());
    }

    static byte[] neighborSolicitation() {
        ByteBuffer message = ByteBuffer.allocate(NeighborDiscovery.NEIGHBOR_BYTES);
        int type = NeighborDiscovery.NEIGHBOR_SOLICITATION;
        NeighborDiscovery.writeNeighbor(message, 0, type, 0, CLIENT, 0x02_00_00_00_00_0BL);
        return packet(Icmpv6.PROTOCOL, 255, SERVER, CLIENT.solicitedNodeGroup(), message.array());
    }

    static byte[] neighborAdvertisement() {
        ByteBuffer message = ByteBuffer.allocate(NeighborDiscovery.NEIGHBOR_BYTES);
        int flags = NeighborDiscovery.SOLICITED | NeighborDiscovery.OVERRIDE;
        int type = NeighborDiscovery.NEIGHBOR_ADVERTISEMENT;
        NeighborDiscovery.writeNeighbor(message, 0, type, flags, SERVER, 0x02_00_00_00_00_0BL);
        return packet(Icmpv6.PROTOCOL, 255, SERVER, CLIENT, message.array());
    }

    /** Hop limit 64, lifetime 1800 s; source MAC, MTU 1400 and the prefix 2001:db8::/64 as options. */
    static byte[] routerAdvertisement() {
        byte[] message = hex("8600 0000 4000 0708 00000000 00000000 0101 0200 0000 0099 0501 0000 0000 0578"
                + "0304 40c0 00278d00 00093a80 00000000 20010db8 00000000 00000000 00000000");
        return packet(Icmpv6.PROTOCOL, 255, ROUTER, IpAddress.ALL_NODES, message);
    }

    static byte[] redirect() {
        byte[] message = hex("8900 0000 00000000 fe800000000000000000000000000098 20010db8000100000000000000000007"
                + "0201 0200 0000 0098");
        return packet(Icmpv6.PROTOCOL, 255, ROUTER, CLIENT, message);
    }

    static byte[] packetTooBig() {
        byte[] reported = SampleFrames.from(echoRequest(40), IP);
        ByteBuffer message = ByteBuffer.allocate(Icmpv6.HEADER_BYTES + reported.length);
        Icmpv6.writeError(
                message, 0, Icmpv6.TYPE_PACKET_TOO_BIG, 0, 1_280, ByteBuffer.wrap(reported), 0, reported.length, 0);
        return packet(Icmpv6.PROTOCOL, 64, ROUTER, CLIENT, message.array());
    }

    static byte[] tcp() {
        byte[] segment = hex("1451 9c40 00000001 00000002 5012 faf0 0000 0000 61");
        ByteBuffer buffer = ByteBuffer.wrap(segment);
        int sum = InternetChecksum.addresses(SERVER.high(), SERVER.low(), CLIENT.high(), CLIENT.low());
        TcpHeader.writeChecksum(buffer, 0, InternetChecksum.transport(buffer, 0, segment.length, sum, 6));
        return packet(6, 64, SERVER, CLIENT, segment);
    }

    /** Hop-by-hop with router alert, routing used up, destination options with padding, and TCP. */
    static byte[] extended() {
        byte[] headers = hex(
                "2b00 0502 0000 0100" + "3c02 0400 00000000 0000000000000000 0000000000000000" + "0600 0104 00000000");
        byte[] segment = SampleFrames.from(tcp(), BEHIND_IP);
        byte[] payload = new byte[headers.length + segment.length];
        System.arraycopy(headers, 0, payload, 0, headers.length);
        System.arraycopy(segment, 0, payload, headers.length, segment.length);
        return packet(Ipv6Extensions.HOP_BY_HOP, 64, SERVER, CLIENT, payload);
    }

    static byte[] fragment() {
        return packet(Ipv6Extensions.FRAGMENT, 64, SERVER, CLIENT, hex("0600 05a9 12345678 0102030405060708"));
    }

    static List<byte[]> all() {
        return List.of(
                echoRequest(0),
                echoRequest(33),
                neighborSolicitation(),
                neighborAdvertisement(),
                routerAdvertisement(),
                redirect(),
                packetTooBig(),
                tcp(),
                extended(),
                fragment());
    }

    /** What stands behind the Ethernet header in all samples. */
    static List<byte[]> packets() {
        return all().stream().map(frame -> SampleFrames.from(frame, IP)).toList();
    }

    /** The samples' ICMPv6 messages. */
    static List<byte[]> messages() {
        return packets().stream()
                .filter(packet -> packet[6] == Icmpv6.PROTOCOL)
                .map(packet -> SampleFrames.from(packet, Ipv6Header.LENGTH_BYTES))
                .toList();
    }
}
