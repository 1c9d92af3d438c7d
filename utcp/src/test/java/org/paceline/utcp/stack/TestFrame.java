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
