package org.paceline.nic.wire;

import java.nio.ByteBuffer;

/** ICMP messages of both families as a part of {@link SegmentText}. */
final class IcmpText {
    private IcmpText() {}

    static String ofIpv4(ByteBuffer frame, IpHeader ip) {
        IcmpEcho icmp = new IcmpEcho();
        if (!icmp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            return SegmentText.malformed("icmp", ip.payloadBytes());
        }
        return switch (icmp.type()) {
            case IcmpEcho.TYPE_REQUEST -> echo("icmp echo request", icmp.identifier(), icmp.sequence(), ip);
            case IcmpEcho.TYPE_REPLY -> echo("icmp echo reply", icmp.identifier(), icmp.sequence(), ip);
            default -> "icmp type " + icmp.type() + " code " + icmp.code();
        };
    }

    static String ofIpv6(ByteBuffer frame, IpHeader ip) {
        Icmpv6 icmp = new Icmpv6();
        if (!icmp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            return SegmentText.malformed("icmp6", ip.payloadBytes());
        }
        return switch (icmp.type()) {
            case Icmpv6.TYPE_ECHO_REQUEST -> echo("icmp6 echo request", icmp.identifier(), icmp.sequence(), ip);
            case Icmpv6.TYPE_ECHO_REPLY -> echo("icmp6 echo reply", icmp.identifier(), icmp.sequence(), ip);
            case Icmpv6.TYPE_UNREACHABLE -> "icmp6 unreachable code " + icmp.code();
            case Icmpv6.TYPE_PACKET_TOO_BIG -> "icmp6 packet too big mtu " + Integer.toUnsignedString(icmp.parameter());
            case Icmpv6.TYPE_TIME_EXCEEDED -> "icmp6 time exceeded code " + icmp.code();
            case Icmpv6.TYPE_PARAMETER_PROBLEM ->
                "icmp6 parameter problem code " + icmp.code() + " at " + Integer.toUnsignedString(icmp.parameter());
            default ->
                NeighborDiscovery.isType(icmp.type())
                        ? discovery(frame, ip)
                        : "icmp6 type " + icmp.type() + " code " + icmp.code();
        };
    }

    private static String echo(String what, int identifier, int sequence, IpHeader ip) {
        int dataBytes = ip.payloadBytes() - IcmpEcho.HEADER_BYTES;
        return what + " id " + identifier + " seq " + sequence + " len " + dataBytes;
    }

    private static String discovery(ByteBuffer frame, IpHeader ip) {
        NeighborDiscovery message = new NeighborDiscovery();
        if (!message.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            return SegmentText.malformed("neighbour discovery", ip.payloadBytes());
        }
        return switch (message.type()) {
            case NeighborDiscovery.ROUTER_SOLICITATION -> "router solicitation" + mac(message.sourceMac());
            case NeighborDiscovery.ROUTER_ADVERTISEMENT ->
                "router advertisement lifetime " + message.routerLifetimeSeconds() + mac(message.sourceMac());
            case NeighborDiscovery.NEIGHBOR_SOLICITATION -> "who-has " + target(message) + mac(message.sourceMac());
            case NeighborDiscovery.NEIGHBOR_ADVERTISEMENT ->
                "neighbour " + target(message) + " is-at" + mac(message.targetMac()) + flags(message.flags());
            default -> "redirect to " + target(message) + mac(message.targetMac());
        };
    }

    private static String target(NeighborDiscovery message) {
        return IpAddress.text(message.targetHigh(), message.targetLow());
    }

    private static String mac(long mac) {
        return mac == NeighborDiscovery.NO_MAC ? "" : " " + MacAddress.text(mac);
    }

    private static String flags(int flags) {
        return ((flags & NeighborDiscovery.ROUTER) == 0 ? "" : " router")
                + ((flags & NeighborDiscovery.SOLICITED) == 0 ? "" : " solicited")
                + ((flags & NeighborDiscovery.OVERRIDE) == 0 ? "" : " override");
    }
}
