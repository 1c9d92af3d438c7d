package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.nic.wire.NeighborDiscovery;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/** A frame from the peer to the stack under test, well formed until it is told otherwise. */
final class TestFrame {
    static final int IP = EthernetHeader.LENGTH_BYTES;
    static final int TRANSPORT = IP + Ipv4Header.MIN_LENGTH_BYTES;

    final ByteBuffer buffer = ByteBuffer.allocate(2_048);
    int lengthBytes;

    /** Where the transport's header begins. */
    final int transport;

    private TestFrame(int type) {
        EthernetHeader.write(buffer, 0, StackScript.OUR_MAC, StackScript.PEER_MAC, type);
        transport = type == EthernetHeader.TYPE_IPV6 ? IP + Ipv6Header.LENGTH_BYTES : TRANSPORT;
    }

    /** An IPv6 packet with anything in it; an ICMPv6 checksum is filled in. */
    static TestFrame ipv6(IpAddress source, IpAddress destination, int nextHeader, int hopLimit, byte... payload) {
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_IPV6);
        Ipv6Header.write(frame.buffer, IP, 0, 0, payload.length, nextHeader, hopLimit);
        Ipv6Header.writeAddresses(frame.buffer, IP, source.high(), source.low(), destination.high(), destination.low());
        frame.buffer.put(frame.transport, payload);
        frame.lengthBytes = frame.transport + payload.length;
        if (nextHeader == Icmpv6.PROTOCOL) {
            Icmpv6.writeChecksum(frame.buffer, frame.transport, payload.length, frame.addressesSum());
        }
        return frame;
    }

    /** Neighbour discovery from {@code source}, with the peer's Ethernet address in the option. */
    static TestFrame neighbor(int type, int flags, IpAddress source, IpAddress destination, IpAddress target) {
        return neighbor(type, flags, source, destination, target, StackScript.PEER_MAC);
    }

    static TestFrame neighbor(
            int type, int flags, IpAddress source, IpAddress destination, IpAddress target, long ownMac) {
        ByteBuffer message = ByteBuffer.allocate(NeighborDiscovery.NEIGHBOR_BYTES);
        int messageBytes = NeighborDiscovery.writeNeighbor(message, 0, type, flags, target, ownMac);
        int hopLimit = NeighborDiscovery.HOP_LIMIT;
        return ipv6(source, destination, Icmpv6.PROTOCOL, hopLimit, Arrays.copyOf(message.array(), messageBytes));
    }

    private int addressesSum() {
        boolean ipv6 = transport != TRANSPORT;
        int addresses = ipv6 ? IP + 8 : IP + 12;
        return InternetChecksum.sum(buffer, addresses, ipv6 ? 32 : 8);
    }

    static TestFrame arp(int operation, IpAddress sender, long senderMac, IpAddress target) {
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_ARP);
        ArpPacket.write(frame.buffer, IP, operation, senderMac, sender.ipv4(), 0, target.ipv4());
        frame.lengthBytes = IP + ArpPacket.LENGTH_BYTES;
        return frame;
    }

    static TestFrame icmp(int type, int dataBytes) {
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_IPV4);
        for (int index = 0; index < dataBytes; index++) {
            frame.buffer.put(TRANSPORT + IcmpEcho.HEADER_BYTES + index, (byte) (7 * index));
        }
        int messageBytes = IcmpEcho.HEADER_BYTES + dataBytes;
        IcmpEcho.write(frame.buffer, TRANSPORT, messageBytes, type, 77, 3);
        return frame.packet(Ipv4Header.PROTOCOL_ICMP, messageBytes);
    }

    /** An ICMP error about a packet of ours, of which it quotes the headers. */
    static TestFrame icmpError(int type, int code, int rest, ByteBuffer quoted) {
        int quotedBytes = Ipv4Header.MIN_LENGTH_BYTES + 8;
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_IPV4);
        frame.buffer.put(TRANSPORT + IcmpEcho.HEADER_BYTES, quoted, IP, quotedBytes);
        frame.buffer.put(TRANSPORT, (byte) type);
        frame.buffer.put(TRANSPORT + 1, (byte) code);
        frame.buffer.putInt(TRANSPORT + 4, rest);
        int messageBytes = IcmpEcho.HEADER_BYTES + quotedBytes;
        frame.buffer.putShort(TRANSPORT + 2, (short) InternetChecksum.of(frame.buffer, TRANSPORT, messageBytes));
        return frame.packet(Ipv4Header.PROTOCOL_ICMP, messageBytes);
    }

    /** The part of this packet's payload from one byte to another, as a fragment of its own. */
    TestFrame fragment(int from, int to) {
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_IPV4);
        int payloadBytes = lengthBytes - TRANSPORT;
        frame.buffer.put(TRANSPORT, buffer, TRANSPORT + from, to - from);
        frame.packet(buffer.get(IP + 9), to - from);
        int flagsAndOffset = (to < payloadBytes ? 0x2000 : 0) | from / 8;
        frame.buffer.putShort(IP + 6, (short) flagsAndOffset);
        return frame.withIpChecksum();
    }

    /** A segment without options. */
    static TestFrame tcp(int sourcePort, int destinationPort, int flags, int seq, int ack, int payloadBytes) {
        return tcp(sourcePort, destinationPort, flags, seq, ack, new TcpOptions(), payloadBytes);
    }

    static TestFrame tcp(
            int sourcePort, int destinationPort, int flags, int seq, int ack, TcpOptions options, int payloadBytes) {
        return tcp(Family.IPV4, sourcePort, destinationPort, flags, seq, ack, options, payloadBytes);
    }

    /** A segment without options. */
    static TestFrame tcp(
            Family family, int sourcePort, int destinationPort, int flags, int seq, int ack, int payloadBytes) {
        return tcp(family, sourcePort, destinationPort, flags, seq, ack, new TcpOptions(), payloadBytes);
    }

    private static TestFrame tcp(
            Family family,
            int sourcePort,
            int destinationPort,
            int flags,
            int seq,
            int ack,
            TcpOptions options,
            int payloadBytes) {
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        int segmentBytes = headerBytes + payloadBytes;
        TestFrame frame = family == Family.IPV4
                ? new TestFrame(EthernetHeader.TYPE_IPV4).packet(Ipv4Header.PROTOCOL_TCP, segmentBytes)
                : ipv6(family.peer, family.us, Ipv4Header.PROTOCOL_TCP, 64, new byte[segmentBytes]);
        int offset = frame.transport;
        TcpHeader.write(frame.buffer, offset, sourcePort, destinationPort, seq, ack, flags, 0xffff, headerBytes);
        options.write(frame.buffer, offset + TcpHeader.MIN_LENGTH_BYTES);
        return frame.withTcpChecksum();
    }

    private TestFrame packet(int protocol, int payloadBytes) {
        int packetBytes = Ipv4Header.MIN_LENGTH_BYTES + payloadBytes;
        Ipv4Header.write(buffer, IP, packetBytes, 1, protocol, StackScript.PEER.ipv4(), StackScript.US.ipv4());
        lengthBytes = IP + packetBytes;
        return this;
    }

    /** The same with an MSS option in front of everything else. */
    TestFrame withMaximumSegment(int maximumSegmentBytes) {
        buffer.putInt(lengthBytes, 2 << 24 | 4 << 16 | maximumSegmentBytes);
        buffer.put(TRANSPORT + 12, (byte) (6 << 4));
        lengthBytes += Integer.BYTES;
        buffer.putShort(IP + 2, (short) (lengthBytes - IP));
        return withIpChecksum().withTcpChecksum();
    }

    TestFrame withDestinationMac(long mac) {
        long source = StackScript.PEER_MAC;
        EthernetHeader.write(buffer, 0, mac, source, buffer.getShort(12) & 0xffff);
        return this;
    }

    TestFrame withIpByte(int offset, int value) {
        return with(IP + offset, value).withIpChecksum();
    }

    TestFrame withAddresses(IpAddress source, IpAddress destination) {
        buffer.putInt(IP + 12, source.ipv4());
        buffer.putInt(IP + 16, destination.ipv4());
        return withIpChecksum().withTcpChecksum();
    }

    TestFrame withIpChecksum() {
        buffer.putShort(IP + 10, (short) 0);
        buffer.putShort(IP + 10, (short) InternetChecksum.of(buffer, IP, Ipv4Header.MIN_LENGTH_BYTES));
        return this;
    }

    TestFrame withTcpChecksum() {
        int segmentBytes = lengthBytes - transport;
        TcpHeader.writeChecksum(buffer, transport, 0);
        int checksum =
                InternetChecksum.transport(buffer, transport, segmentBytes, addressesSum(), Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(buffer, transport, checksum);
        return this;
    }

    TestFrame with(int offset, int value) {
        buffer.put(offset, (byte) value);
        return this;
    }

    TestFrame cutTo(int bytes) {
        lengthBytes = bytes;
        return this;
    }
}
