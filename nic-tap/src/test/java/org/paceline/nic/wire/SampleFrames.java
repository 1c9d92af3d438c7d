package org.paceline.nic.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Valid frames between two hosts, to be read back, mutated and cut. */
final class SampleFrames {
    static final long CLIENT_MAC = 0x02_00_00_00_00_0AL;
    static final long SERVER_MAC = 0x02_00_00_00_00_0BL;
    static final int CLIENT = Ipv4Address.parse("10.0.0.1");
    static final int SERVER = Ipv4Address.parse("10.0.0.2");
    static final int CLIENT_PORT = 40_000;
    static final int SERVER_PORT = 5201;

    private static final int IP_OFFSET = EthernetHeader.LENGTH_BYTES;
    private static final int TRANSPORT_OFFSET = IP_OFFSET + Ipv4Header.MIN_LENGTH_BYTES;

    private SampleFrames() {}

    static byte[] arpRequest() {
        byte[] frame = new byte[60]; // padded to the least that Ethernet carries
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        EthernetHeader.write(buffer, 0, MacAddress.BROADCAST, CLIENT_MAC, EthernetHeader.TYPE_ARP);
        ArpPacket.write(buffer, IP_OFFSET, ArpPacket.REQUEST, CLIENT_MAC, CLIENT, 0, SERVER);
        return frame;
    }

    static byte[] arpReply() {
        byte[] frame = new byte[60];
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        EthernetHeader.write(buffer, 0, CLIENT_MAC, SERVER_MAC, EthernetHeader.TYPE_ARP);
        ArpPacket.write(buffer, IP_OFFSET, ArpPacket.REPLY, SERVER_MAC, SERVER, CLIENT_MAC, CLIENT);
        return frame;
    }

    static byte[] echoRequest(int dataBytes) {
        int icmpBytes = IcmpEcho.HEADER_BYTES + dataBytes;
        byte[] frame = ipv4(Ipv4Header.PROTOCOL_ICMP, icmpBytes);
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        fill(buffer, TRANSPORT_OFFSET + IcmpEcho.HEADER_BYTES, dataBytes);
        IcmpEcho.write(buffer, TRANSPORT_OFFSET, icmpBytes, IcmpEcho.TYPE_REQUEST, 0x1234, 1);
        return frame;
    }

    /** A segment from server to client: sequence number 1, acknowledgment 2, window 64240. */
    static byte[] tcp(int flags, TcpOptions options, int dataBytes) {
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.encodedBytes();
        byte[] frame = ipv4(Ipv4Header.PROTOCOL_TCP, headerBytes + dataBytes);
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        TcpHeader.write(buffer, TRANSPORT_OFFSET, SERVER_PORT, CLIENT_PORT, 1, 2, flags, 64_240, headerBytes);
        options.write(buffer, TRANSPORT_OFFSET + TcpHeader.MIN_LENGTH_BYTES);
        fill(buffer, TRANSPORT_OFFSET + headerBytes, dataBytes);
        int checksum = InternetChecksum.transportIpv4(
                buffer, TRANSPORT_OFFSET, headerBytes + dataBytes, SERVER, CLIENT, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(buffer, TRANSPORT_OFFSET, checksum);
        return frame;
    }

    static TcpOptions synOptions() {
        return new TcpOptions()
                .maximumSegmentBytes(1460)
                .permitSack()
                .timestamps(1, 0)
                .windowScale(7);
    }

    static TcpOptions sackOptions() {
        TcpOptions options = new TcpOptions().timestamps(7, 8);
        options.addSackBlock(1_000, 2_448);
        options.addSackBlock(-500, 948); // across 2^32
        return options;
    }

    /** The given frame with an 802.1Q tag of VLAN 7. */
    static byte[] tagged(byte[] frame) {
        byte[] tagged = new byte[frame.length + 4];
        System.arraycopy(frame, 0, tagged, 0, 12);
        System.arraycopy(frame, 12, tagged, 16, frame.length - 12);
        ByteBuffer.wrap(tagged).putInt(12, (EthernetHeader.TYPE_VLAN << 16) | 7);
        return tagged;
    }

    static List<byte[]> all() {
        byte[] data = tcp(TcpHeader.ACK | TcpHeader.PSH, new TcpOptions().timestamps(3, 4), 37);
        return List.of(
                arpRequest(),
                arpReply(),
                echoRequest(0),
                echoRequest(33),
                tcp(TcpHeader.SYN | TcpHeader.ACK, synOptions(), 0),
                tcp(TcpHeader.ACK, sackOptions(), 0),
                data,
                tcp(TcpHeader.FIN | TcpHeader.ACK, new TcpOptions(), 5),
                tagged(data));
    }

    /** What stands behind the Ethernet header in all samples of a type. */
    static List<byte[]> packets(int type) {
        return all().stream()
                .filter(frame ->
                        type == Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(12)))
                .map(frame -> from(frame, IP_OFFSET))
                .toList();
    }

    /** What stands behind the IPv4 header in all samples of a protocol. */
    static List<byte[]> messages(int protocol) {
        return packets(EthernetHeader.TYPE_IPV4).stream()
                .filter(packet -> packet[9] == protocol)
                .map(packet -> from(packet, Ipv4Header.MIN_LENGTH_BYTES))
                .toList();
    }

    static byte[] from(byte[] bytes, int offset) {
        return Arrays.copyOfRange(bytes, offset, bytes.length);
    }

    private static byte[] ipv4(int protocol, int payloadBytes) {
        byte[] frame = new byte[TRANSPORT_OFFSET + payloadBytes];
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        EthernetHeader.write(buffer, 0, CLIENT_MAC, SERVER_MAC, EthernetHeader.TYPE_IPV4);
        int totalBytes = Ipv4Header.MIN_LENGTH_BYTES + payloadBytes;
        Ipv4Header.write(buffer, IP_OFFSET, totalBytes, 0x4321, protocol, SERVER, CLIENT);
        return frame;
    }

    private static void fill(ByteBuffer buffer, int offset, int lengthBytes) {
        for (int i = 0; i < lengthBytes; i++) {
            buffer.put(offset + i, (byte) (i * 7 + 1));
        }
    }
}
