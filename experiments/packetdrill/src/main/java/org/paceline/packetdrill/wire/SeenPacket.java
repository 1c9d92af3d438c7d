package org.paceline.packetdrill.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.OptionSpec;

/**
 * A packet that the stack sent.
 *
 * @param timeNs when it left
 * @param packet from the IP header on
 */
public record SeenPacket(long timeNs, ByteBuffer packet) {
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int PROTOCOL_ICMPV6 = 58;

    /** Copies the bytes. */
    public static SeenPacket of(long timeNs, ByteBuffer frame, int offset, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        frame.get(offset, bytes);
        return new SeenPacket(timeNs, ByteBuffer.wrap(bytes));
    }

    public boolean version6() {
        return (packet.get(0) & 0xf0) == 0x60;
    }

    public int protocol() {
        return packet.get(version6() ? 6 : 9) & 0xff;
    }

    public boolean tcp() {
        return protocol() == Ipv4Header.PROTOCOL_TCP;
    }

    public boolean icmp() {
        return protocol() == (version6() ? PROTOCOL_ICMPV6 : Ipv4Header.PROTOCOL_ICMP);
    }

    public int trafficClass() {
        return version6() ? packet.getShort(0) >>> 4 & 0xff : packet.get(1) & 0xff;
    }

    public int ecn() {
        return trafficClass() & 3;
    }

    public int hops() {
        return packet.get(version6() ? 7 : 8) & 0xff;
    }

    public int flowLabel() {
        return version6() ? packet.getInt(0) & 0xf_ffff : 0;
    }

    public int transportOffset() {
        return version6() ? IPV6_HEADER_BYTES : (packet.get(0) & 0xf) * 4;
    }

    public int localPort() {
        return packet.getShort(transportOffset()) & 0xffff;
    }

    public int remotePort() {
        return packet.getShort(transportOffset() + 2) & 0xffff;
    }

    public int seq() {
        return packet.getInt(transportOffset() + 4);
    }

    public int ack() {
        return packet.getInt(transportOffset() + 8);
    }

    /** With AE. */
    public int flags() {
        return packet.getShort(transportOffset() + 12) & 0x1ff;
    }

    public boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    public int windowField() {
        return packet.getShort(transportOffset() + 14) & 0xffff;
    }

    public int urgentPointer() {
        return packet.getShort(transportOffset() + 18) & 0xffff;
    }

    private int headerBytes() {
        return (packet.get(transportOffset() + 12) >>> 4 & 0xf) * 4;
    }

    public int payloadBytes() {
        return packet.capacity() - transportOffset() - headerBytes();
    }

    public List<OptionSpec> options() {
        return OptionBytes.decode(
                packet, transportOffset() + TcpHeader.MIN_LENGTH_BYTES, headerBytes() - TcpHeader.MIN_LENGTH_BYTES);
    }

    public int icmpType() {
        return packet.get(transportOffset()) & 0xff;
    }

    public int icmpCode() {
        return packet.get(transportOffset() + 1) & 0xff;
    }
}
