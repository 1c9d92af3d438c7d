package org.paceline.packetdrill.wire;

import java.nio.ByteBuffer;
import java.util.Map;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.packetdrill.script.IpSpec;
import org.paceline.packetdrill.script.PacketSpec;
import org.paceline.packetdrill.script.UnsupportedException;

/** ICMP errors that a script injects: RFC 792 and RFC 4443, with the segment of ours that they are about. */
public final class IcmpError {
    private static final int HEADER_BYTES = 8;
    private static final int ECHOED_TRANSPORT_BYTES = 20;
    private static final int PROTOCOL_ICMPV6 = 58;

    private static final Map<String, Integer> TYPES4 =
            Map.of("unreachable", 3, "source_quench", 4, "redirect", 5, "time_exceeded", 11, "parameter_problem", 12);
    private static final Map<String, Integer> UNREACHABLE4 = Map.ofEntries(
            Map.entry("net_unreachable", 0),
            Map.entry("host_unreachable", 1),
            Map.entry("protocol_unreachable", 2),
            Map.entry("port_unreachable", 3),
            Map.entry("frag_needed", 4),
            Map.entry("source_route_failed", 5),
            Map.entry("net_unknown", 6),
            Map.entry("host_unknown", 7),
            Map.entry("source_host_isolated", 8),
            Map.entry("net_prohibited", 9),
            Map.entry("host_prohibited", 10),
            Map.entry("net_unreachable_for_tos", 11),
            Map.entry("net_unreachable_tos", 11),
            Map.entry("host_unreachable_for_tos", 12),
            Map.entry("host_unreachable_tos", 12),
            Map.entry("packet_filtered", 13),
            Map.entry("admin_prohibited", 13),
            Map.entry("precedence_violation", 14),
            Map.entry("precedence_cutoff", 15));
    private static final Map<String, Integer> TYPES6 =
            Map.of("unreachable", 1, "packet_too_big", 2, "time_exceeded", 3, "parameter_problem", 4);
    private static final Map<String, Integer> UNREACHABLE6 = Map.of(
            "no_route", 0,
            "noroute", 0,
            "admin_prohibited", 1,
            "not_neighbor", 2,
            "not_neighbour", 2,
            "address_unreachable", 3,
            "addr_unreachable", 3,
            "port_unreachable", 4);
    private static final Map<String, Integer> TIME_EXCEEDED =
            Map.of("ttl_exceeded", 0, "exc_ttl", 0, "exc_frag", 1, "exc_fragtime", 1, "frag_time_exceeded", 1);

    private IcmpError() {}

    /** The error with the echoed segment as it left the stack. */
    public static ByteBuffer build(PacketSpec.Icmp spec, IpSpec ip, Flow flow, Endpoints ends) {
        boolean version6 = spec.version() == 6;
        if (version6 != ends.version6()) {
            throw new UnsupportedException("ICMP of the other IP version");
        }
        int ipBytes = version6 ? PacketBuilder.IPV6_HEADER_BYTES : PacketBuilder.IPV4_HEADER_BYTES;
        ByteBuffer packet = ByteBuffer.allocate(2 * ipBytes + HEADER_BYTES + ECHOED_TRANSPORT_BYTES);
        int type = number(version6 ? TYPES6 : TYPES4, spec.type(), "ICMP type ");
        packet.put(ipBytes, (byte) type);
        packet.put(ipBytes + 1, (byte) code(spec, version6));
        if (spec.mtuBytes() != PacketSpec.ANY && version6) {
            packet.putInt(ipBytes + 4, spec.mtuBytes());
        } else if (spec.mtuBytes() != PacketSpec.ANY) {
            packet.putShort(ipBytes + 6, (short) spec.mtuBytes());
        }
        echo(packet, ipBytes + HEADER_BYTES, spec, flow, ends);
        int protocol = version6 ? PROTOCOL_ICMPV6 : Ipv4Header.PROTOCOL_ICMP;
        PacketBuilder.finish(packet, ip, ends, protocol, ipBytes + 2);
        return packet;
    }

    private static int code(PacketSpec.Icmp spec, boolean version6) {
        String code = spec.code();
        if (code == null) {
            return 0;
        }
        boolean unreachable = spec.type().equals("unreachable");
        return number(
                unreachable ? (version6 ? UNREACHABLE6 : UNREACHABLE4) : TIME_EXCEEDED,
                code,
                "ICMP " + spec.type() + " code ");
    }

    private static int number(Map<String, Integer> names, String name, String what) {
        if (Character.isDigit(name.charAt(0))) {
            return Integer.parseInt(name);
        }
        Integer number = names.get(name.replace('-', '_'));
        if (number == null) {
            throw new UnsupportedException(what + name);
        }
        return number;
    }

    private static void echo(ByteBuffer packet, int at, PacketSpec.Icmp spec, Flow flow, Endpoints ends) {
        int ipBytes = ends.version6() ? PacketBuilder.IPV6_HEADER_BYTES : PacketBuilder.IPV4_HEADER_BYTES;
        int transportBytes = ECHOED_TRANSPORT_BYTES + spec.payloadBytes();
        ByteBuffer echoed = ByteBuffer.allocate(ipBytes + transportBytes);
        echoed.putShort(ipBytes, (short) flow.localPort());
        echoed.putShort(ipBytes + 2, (short) flow.remotePort());
        echoed.putInt(ipBytes + 4, flow.liveLocal(spec.seq()));
        echoed.putShort(ipBytes + 12, (short) 0x5010);
        Endpoints reversed = new Endpoints(/* local= */ ends.remote(), /* remote= */ ends.local());
        PacketBuilder.finish(echoed, IpSpec.NONE, reversed, Ipv4Header.PROTOCOL_TCP, ipBytes + 16);
        packet.put(at, echoed, 0, ipBytes + ECHOED_TRANSPORT_BYTES);
    }
}
