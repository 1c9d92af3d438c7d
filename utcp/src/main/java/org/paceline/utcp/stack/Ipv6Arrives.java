package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.Ipv6Extensions;

/** The way of an IPv6 packet upward, RFC 8200: extension headers, then ICMPv6 here, or TCP for who calls. */
final class Ipv6Arrives {
    private final Routes routes;
    private final StackCounters counters;
    private final Icmpv6Handler icmp;
    private final Ipv6Extensions extensions = new Ipv6Extensions();

    Ipv6Arrives(Routes routes, StackCounters counters, Icmpv6Handler icmp) {
        this.routes = routes;
        this.counters = counters;
        this.icmp = icmp;
    }

    /**
     * A packet came.
     *
     * @param ip wrapped here, and past the extension headers afterwards
     * @return whether it carries a segment for TCP
     */
    boolean handle(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset, int lengthBytes) {
        if (!ip.wrapIpv6(frame, offset, lengthBytes)) {
            counters.malformedIpv6++;
            return false;
        }
        boolean ours = routes.isOurs(ip.destinationHigh(), ip.destinationLow());
        if (!ours && !routes.isGroupOfOurs(ip.destinationHigh(), ip.destinationLow())) {
            counters.notForUs++;
            return false;
        }
        // RFC 4291 2.7: a group is no source; RFC 4291 2.5.5.2: a mapped address stands on no wire
        if (IpAddress.isMulticast(ip.sourceHigh(), ip.sourceLow()) || isMapped(ip)) {
            counters.notForUs++;
            return false;
        }
        return walk(nowNs, ethernet, ip, frame, offset);
    }

    private static boolean isMapped(IpHeader ip) {
        return IpAddress.isIpv4(ip.sourceHigh(), ip.sourceLow())
                || IpAddress.isIpv4(ip.destinationHigh(), ip.destinationLow());
    }

    private boolean walk(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset) {
        Ipv6Extensions.Outcome outcome = extensions.walk(frame, offset, ip.ipv6());
        ip.passExtensions(extensions.protocol(), extensions.transportOffset());
        switch (outcome) {
            case TRANSPORT -> {
                return transport(nowNs, ethernet, ip, frame, offset);
            }
            case FRAGMENT -> counters.fragments++;
            case MALFORMED -> counters.malformedIpv6++;
            case DISCARD -> counters.notForUs++;
            case PROBLEM, PROBLEM_UNLESS_GROUP -> {
                counters.notForUs++;
                problem(nowNs, ethernet, ip, frame, offset, extensions.problemCode(), extensions.problemPointer());
            }
        }
        return false;
    }

    private boolean transport(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset) {
        if (ip.protocol() == Ipv4Header.PROTOCOL_TCP) {
            return true;
        }
        if (ip.protocol() == Icmpv6.PROTOCOL) {
            icmp.handle(nowNs, ethernet, ip, frame);
        } else {
            // RFC 8200 section 4: a next header that nobody here speaks
            counters.notForUs++;
            int code = Ipv6Extensions.UNRECOGNIZED_NEXT_HEADER;
            problem(nowNs, ethernet, ip, frame, offset, code, extensions.nextHeaderPointer());
        }
        return false;
    }

    private void problem(
            long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int offset, int code, int pointer) {
        icmp.parameterProblem(nowNs, ethernet, ip, frame, offset, code, pointer);
    }
}
