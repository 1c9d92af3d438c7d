package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv6Header;
import org.paceline.nic.wire.NeighborDiscovery;

/** ICMPv6, RFC 4443: answers echo requests and tells the senders of bad packets, both within bounds. */
final class Icmpv6Handler {
    private static final int MESSAGE = EthernetHeader.LENGTH_BYTES + Ipv6Header.LENGTH_BYTES;

    private final DiscoveryArrives discovery;
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final long localMac;
    private final ErrorBudget errors = new ErrorBudget();
    private final Icmpv6 icmp = new Icmpv6();
    private final IcmpErrors pathErrors;

    Icmpv6Handler(
            DiscoveryArrives discovery,
            ReplyQueue replies,
            StackCounters counters,
            IcmpErrors pathErrors,
            long localMac) {
        this.pathErrors = pathErrors;
        this.discovery = discovery;
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
    }

    void handle(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame) {
        if (!icmp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            counters.malformedIcmp++;
            return;
        }
        if (!icmp.checksumCorrect(ip.addressesSum())) {
            counters.badChecksums++;
            return;
        }
        if (NeighborDiscovery.isType(icmp.type())) {
            discovery.handle(nowNs, ethernet, ip, frame);
        } else if (icmp.type() == Icmpv6.TYPE_ECHO_REQUEST && !toGroup(ip)) {
            echo(ethernet, ip, frame);
        } else if (icmp.isError()) {
            pathErrors.handleIpv6(nowNs, frame, ip.payloadOffset(), ip.payloadBytes());
        } else {
            counters.notForUs++;
        }
    }

    private static boolean toGroup(IpHeader ip) {
        return IpAddress.isMulticast(ip.destinationHigh(), ip.destinationLow());
    }

    private void echo(EthernetHeader ethernet, IpHeader ip, ByteBuffer frame) {
        int frameBytes = MESSAGE + ip.payloadBytes();
        if (replies.full() || frameBytes > replies.next().capacity()) {
            counters.repliesDropped++;
            return;
        }
        ByteBuffer reply = replies.next();
        EthernetHeader.write(reply, 0, ethernet.source(), localMac, EthernetHeader.TYPE_IPV6);
        ip.writeReply(reply, EthernetHeader.LENGTH_BYTES, 0, Icmpv6.PROTOCOL, ip.payloadBytes());
        Icmpv6.reply(frame, ip.payloadOffset(), ip.payloadBytes(), reply, MESSAGE);
        replies.add(frameBytes);
    }

    /** RFC 4443 3.4, for a packet that went to us alone or has an option that wants it even so. */
    void parameterProblem(
            long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame, int ipOffset, int code, int pointer) {
        // RFC 4443 2.4 (e): never about an error, and never to who is not one station
        if (IpAddress.isNobodys(ip.sourceHigh(), ip.sourceLow()) || toGroup(ip) || isError(ip, frame)) {
            return;
        }
        if (replies.full() || !errors.take(nowNs)) {
            counters.repliesDropped++;
            return;
        }
        ByteBuffer reply = replies.next();
        // the sum of both addresses does not care which one comes first
        int messageBytes = Icmpv6.writeError(
                reply,
                MESSAGE,
                Icmpv6.TYPE_PARAMETER_PROBLEM,
                code,
                pointer,
                frame,
                ipOffset,
                ip.ipv6().totalBytes(),
                ip.addressesSum());
        EthernetHeader.write(reply, 0, ethernet.source(), localMac, EthernetHeader.TYPE_IPV6);
        ip.writeReply(reply, EthernetHeader.LENGTH_BYTES, 0, Icmpv6.PROTOCOL, messageBytes);
        replies.add(MESSAGE + messageBytes);
    }

    private boolean isError(IpHeader ip, ByteBuffer frame) {
        return ip.protocol() == Icmpv6.PROTOCOL
                && icmp.wrap(frame, ip.payloadOffset(), ip.payloadBytes())
                && icmp.isError();
    }
}
