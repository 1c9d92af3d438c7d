package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Extensions;
import org.paceline.nic.wire.Ipv6Header;

/** The way of an IPv6 packet upward, RFC 8200: extension headers, then ICMPv6 here, or TCP for who calls. */
final class Ipv6Arrives {
    private final Routes routes;
    private final StackCounters counters;
    private final Icmpv6Handler icmp;
    private final FragmentReassembly fragments;
    private final Ipv6Extensions extensions = new Ipv6Extensions();

    Ipv6Arrives(Routes routes, StackCounters counters, Icmpv6Handler icmp) {
        this.routes = routes;
        this.counters = counters;
        this.icmp = icmp;
        this.fragments = new FragmentReassembly(counters);
    }

    /**
     * A packet came.
     *
     * @param ip wrapped here, and past the extension headers afterwards
     * @return what holds a segment for TCP: the frame, or the packet that its fragments make; null for nothing
     */
    @Nullable
    ByteBuffer handle(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset, int lengthBytes) {
        if (!ip.wrapIpv6(frame, offset, lengthBytes)) {
            counters.malformedIpv6++;
            return null;
        }
        boolean ours = routes.isOurs(ip.destinationHigh(), ip.destinationLow());
        if (!ours && !routes.isGroupOfOurs(ip.destinationHigh(), ip.destinationLow())) {
            counters.notForUs++;
            return null;
        }
        // RFC 4291 2.7: a group is no source; RFC 4291 2.5.5.2: a mapped address stands on no wire
        if (IpAddress.isMulticast(ip.sourceHigh(), ip.sourceLow()) || isMapped(ip)) {
            counters.notForUs++;
            return null;
        }
        return walk(nowNs, ethernet, ip, frame, offset);
    }

    private static boolean isMapped(IpHeader ip) {
        return IpAddress.isIpv4(ip.sourceHigh(), ip.sourceLow())
                || IpAddress.isIpv4(ip.destinationHigh(), ip.destinationLow());
    }

    private @Nullable ByteBuffer walk(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset) {
        Ipv6Extensions.Outcome outcome = extensions.walk(frame, offset, ip.ipv6());
        ip.passExtensions(extensions.protocol(), extensions.transportOffset());
        switch (outcome) {
            case TRANSPORT -> {
                return transport(nowNs, ethernet, ip, frame, offset);
            }
            case FRAGMENT -> {
                return onFragment(nowNs, ip, frame);
            }
            case MALFORMED -> counters.malformedIpv6++;
            case DISCARD -> counters.notForUs++;
            case PROBLEM, PROBLEM_UNLESS_GROUP -> {
                counters.notForUs++;
                problem(nowNs, ethernet, ip, frame, offset, extensions.problemCode(), extensions.problemPointer());
            }
        }
        return null;
    }

    /** RFC 8200 4.5: the packet that is whole now has the fragments' addresses and none of their extension headers. */
    private @Nullable ByteBuffer onFragment(long nowNs, IpHeader ip, ByteBuffer frame) {
        counters.fragments++;
        FragmentedDatagram datagram = fragments.arrives(
                nowNs,
                ip.sourceHigh(),
                ip.sourceLow(),
                ip.destinationHigh(),
                ip.destinationLow(),
                extensions.fragmentIdentification(),
                ip.protocol(),
                true,
                extensions.fragmentOffsetBytes(),
                extensions.moreFragments(),
                frame,
                ip.payloadOffset(),
                ip.payloadBytes());
        if (datagram == null) {
            return null;
        }
        // RFC 3168 5.3 has the ECN codepoints of the fragments agree; the last one's stands for all
        ByteBuffer packet = datagram.buffer();
        int offset = FragmentedDatagram.HEADROOM_BYTES - Ipv6Header.LENGTH_BYTES;
        int hopLimit = ip.hopLimit();
        Ipv6Header.write(packet, offset, ip.trafficClass(), 0, datagram.payloadBytes(), datagram.protocol, hopLimit);
        Ipv6Header.writeAddresses(
                packet,
                offset,
                datagram.sourceHigh,
                datagram.sourceLow,
                datagram.destinationHigh,
                datagram.destinationLow);
        ip.wrapIpv6(packet, offset, Ipv6Header.LENGTH_BYTES + datagram.payloadBytes());
        return segmentIn(ip, packet, offset);
    }

    /** Of a packet that came in fragments only TCP is heard: RFC 6980 section 5 for neighbour discovery. */
    private @Nullable ByteBuffer segmentIn(IpHeader ip, ByteBuffer packet, int offset) {
        boolean transport = extensions.walk(packet, offset, ip.ipv6()) == Ipv6Extensions.Outcome.TRANSPORT;
        ip.passExtensions(extensions.protocol(), extensions.transportOffset());
        if (transport && ip.protocol() == Ipv4Header.PROTOCOL_TCP) {
            return packet;
        }
        counters.notForUs++;
        return null;
    }

    private @Nullable ByteBuffer transport(
            long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset) {
        if (ip.protocol() == Ipv4Header.PROTOCOL_TCP) {
            return frame;
        }
        if (ip.protocol() == Icmpv6.PROTOCOL) {
            icmp.handle(nowNs, ethernet, ip, frame);
        } else {
            // RFC 8200 section 4: a next header that nobody here speaks
            counters.notForUs++;
            int code = Ipv6Extensions.UNRECOGNIZED_NEXT_HEADER;
            problem(nowNs, ethernet, ip, frame, offset, code, extensions.nextHeaderPointer());
        }
        return null;
    }

    private void problem(
            long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset, int code, int pointer) {
        icmp.parameterProblem(nowNs, ethernet, ip, frame, offset, code, pointer);
    }
}
