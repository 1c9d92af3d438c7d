package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;

/** A frame from the peer to the stack under test, well formed until it is told otherwise. */
final class TestFrame {
    static final int IP = EthernetHeader.LENGTH_BYTES;
    static final int TRANSPORT = IP + Ipv4Header.MIN_LENGTH_BYTES;

    final ByteBuffer buffer = ByteBuffer.allocate(2_048);
    int lengthBytes;

    private TestFrame(int type) {
        EthernetHeader.write(buffer, 0, StackScript.OUR_MAC, StackScript.PEER_MAC, type);
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
        TestFrame frame = new TestFrame(EthernetHeader.TYPE_IPV4);
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        TcpHeader.write(frame.buffer, TRANSPORT, sourcePort, destinationPort, seq, ack, flags, 0xffff, headerBytes);
        options.write(frame.buffer, TRANSPORT + TcpHeader.MIN_LENGTH_BYTES);
        return frame.packet(Ipv4Header.PROTOCOL_TCP, headerBytes + payloadBytes).withTcpChecksum();
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
        int segmentBytes = lengthBytes - TRANSPORT;
        TcpHeader.writeChecksum(buffer, TRANSPORT, 0);
        int checksum = InternetChecksum.transportIpv4(
                buffer,
                TRANSPORT,
                segmentBytes,
                buffer.getInt(IP + 12),
                buffer.getInt(IP + 16),
                Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(buffer, TRANSPORT, checksum);
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
