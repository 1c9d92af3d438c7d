package org.paceline.packetdrill.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.packetdrill.script.IpSpec;
import org.paceline.packetdrill.script.OptionSpec;
import org.paceline.packetdrill.script.PacketSpec;
import org.paceline.packetdrill.script.UnsupportedException;

/** Packets that a script injects, from the IP header on. */
public final class PacketBuilder {
    static final int IPV4_HEADER_BYTES = 20;
    static final int IPV6_HEADER_BYTES = 40;
    private static final int DEFAULT_HOPS = 255;
    private static final int LARGEST_PAYLOAD_BYTES = 65_495;

    private PacketBuilder() {}

    /** The peer's segment; its payload is zeros. */
    public static ByteBuffer segment(PacketSpec.Tcp spec, IpSpec ip, Flow flow, Endpoints ends) {
        byte[] options = OptionBytes.encode(live(spec.options(), flow));
        int headerBytes = TcpHeader.MIN_LENGTH_BYTES + options.length;
        int ipBytes = ends.version6() ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
        if (headerBytes + spec.payloadBytes() > LARGEST_PAYLOAD_BYTES) {
            throw new UnsupportedException("a packet of " + spec.payloadBytes() + " bytes, which IP cannot hold");
        }
        ByteBuffer packet = ByteBuffer.allocate(ipBytes + headerBytes + spec.payloadBytes());
        Integer seq = spec.seq();
        Integer ack = spec.ack();
        int liveAck = ack == null ? 0 : spec.absoluteAck() ? ack : flow.liveLocal(ack);
        TcpHeader.write(
                packet,
                ipBytes,
                flow.remotePort(),
                flow.localPort(),
                seq == null ? 0 : seq,
                liveAck,
                spec.flags(),
                Math.max(0, spec.windowField()),
                headerBytes);
        packet.putShort(ipBytes + 18, (short) Math.max(0, spec.urgentPointer()));
        packet.put(ipBytes + TcpHeader.MIN_LENGTH_BYTES, options);
        finish(packet, ip, ends, Ipv4Header.PROTOCOL_TCP, ipBytes + 16);
        return packet;
    }

    /** What the script writes of the stack's numbers, as they are on the wire. */
    private static List<OptionSpec> live(@Nullable List<OptionSpec> options, Flow flow) {
        List<OptionSpec> live = new ArrayList<>();
        for (OptionSpec option : options == null ? List.<OptionSpec>of() : options) {
            List<@Nullable Long> numbers = new ArrayList<>(option.numbers());
            for (int index = 0; index < numbers.size(); index++) {
                Long number = numbers.get(index);
                if (number != null && option.name().equals("sack")) {
                    numbers.set(index, Integer.toUnsignedLong(flow.liveLocal(number.intValue())));
                } else if (number != null && number != 0 && option.name().equals("ts") && index == 1) {
                    numbers.set(index, Integer.toUnsignedLong(flow.liveTimestamp(number.intValue())));
                }
            }
            live.add(new OptionSpec(option.name(), numbers, option.hex()));
        }
        return live;
    }

    /** Writes the IP header in front of what stands in the packet, and the checksum of the transport. */
    static void finish(ByteBuffer packet, IpSpec ip, Endpoints ends, int protocol, int checksumOffset) {
        int trafficClass = Math.max(0, ip.trafficClass()) | Math.max(0, ip.ecn());
        int hops = ip.hops() == PacketSpec.ANY ? DEFAULT_HOPS : ip.hops();
        int ipBytes = ends.version6() ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
        int payloadBytes = packet.capacity() - ipBytes;
        if (ends.version6()) {
            packet.putInt(0, 6 << 28 | trafficClass << 20 | Math.max(0, ip.flowLabel()));
            packet.putShort(4, (short) payloadBytes);
            packet.put(6, (byte) protocol);
            packet.put(7, (byte) hops);
            packet.put(8, ends.remote());
            packet.put(24, ends.local());
        } else {
            packet.putShort(0, (short) (0x4500 | trafficClass));
            packet.putShort(2, (short) packet.capacity());
            packet.put(8, (byte) hops);
            packet.put(9, (byte) protocol);
            packet.put(12, ends.remote());
            packet.put(16, ends.local());
            packet.putShort(10, (short) InternetChecksum.of(packet, 0, IPV4_HEADER_BYTES));
        }
        long sum = InternetChecksum.sum(packet, ipBytes, payloadBytes);
        if (ends.version6() || protocol != Ipv4Header.PROTOCOL_ICMP) {
            sum += pseudoHeader(ends, protocol, payloadBytes);
        }
        packet.putShort(checksumOffset, (short) ~InternetChecksum.fold(sum));
    }

    private static long pseudoHeader(Endpoints ends, int protocol, int payloadBytes) {
        return InternetChecksum.sum(ByteBuffer.wrap(ends.local()), 0, ends.local().length)
                + (long) InternetChecksum.sum(ByteBuffer.wrap(ends.remote()), 0, ends.remote().length)
                + protocol
                + payloadBytes;
    }
}
