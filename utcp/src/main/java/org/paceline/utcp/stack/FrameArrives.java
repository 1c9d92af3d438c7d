package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.SynFinRule;
import org.paceline.utcp.tcp.TimeWait;

/** The way of a frame upward: Ethernet, ARP or IPv4, ICMP or TCP. What is malformed is counted and dropped. */
final class FrameArrives {
    private final TcpStack stack;
    private final NeighborTable neighbors;
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final IcmpHandler icmp;
    private final Ipv6Arrives ipv6;
    private final ResetReply reset;
    private final TimeWaitArrives timeWaits;
    private final FragmentReassembly fragments;
    private final Routes routes;
    private final long localMac;

    private final EthernetHeader ethernet = new EthernetHeader();
    private final ArpPacket arp = new ArpPacket();
    private final IpHeader ip = new IpHeader();
    private final TcpHeader segment = new TcpHeader();
    private final TcpOptions options = new TcpOptions();

    FrameArrives(
            TcpStack stack,
            NeighborTable neighbors,
            ReplyQueue replies,
            StackCounters counters,
            Routes routes,
            Ipv6Arrives ipv6,
            SegmentReply reply,
            TimeWaitTable timeWaits,
            long localMac) {
        this.stack = stack;
        this.neighbors = neighbors;
        this.replies = replies;
        this.counters = counters;
        this.routes = routes;
        this.localMac = localMac;
        this.ipv6 = ipv6;
        this.icmp = new IcmpHandler(replies, counters, new IcmpErrors(stack), localMac);
        this.fragments = new FragmentReassembly(counters);
        this.reset = new ResetReply(reply);
        this.timeWaits = new TimeWaitArrives(timeWaits, reply, counters);
    }

    void handle(long nowNs, long arrivalNs, ByteBuffer frame, int lengthBytes) {
        if (!ethernet.wrap(frame, 0, lengthBytes)) {
            counters.malformedEthernet++;
            return;
        }
        if (ethernet.destination() != localMac && !MacAddress.isMulticast(ethernet.destination())) {
            counters.notForUs++;
            return;
        }
        int offset = ethernet.payloadOffset();
        switch (ethernet.type()) {
            case EthernetHeader.TYPE_ARP -> onArp(nowNs, frame, offset, lengthBytes - offset);
            case EthernetHeader.TYPE_IPV4 -> onIpv4(nowNs, arrivalNs, frame, offset, lengthBytes - offset);
            case EthernetHeader.TYPE_IPV6 -> {
                ByteBuffer packet = ipv6.handle(nowNs, ethernet, ip, frame, offset, lengthBytes - offset);
                if (packet != null) {
                    onTcp(nowNs, arrivalNs, packet);
                }
            }
            default -> counters.notForUs++;
        }
    }

    /** RFC 826, Packet Reception. */
    private void onArp(long nowNs, ByteBuffer frame, int offset, int lengthBytes) {
        if (!arp.wrap(frame, offset, lengthBytes)) {
            counters.malformedArp++;
            return;
        }
        neighbors.learn(0, IpAddress.ipv4Low(arp.senderAddress()), arp.senderMac(), nowNs);
        if (!routes.isOurs(0, IpAddress.ipv4Low(arp.targetAddress())) || arp.operation() != ArpPacket.REQUEST) {
            return;
        }
        if (replies.full()) {
            counters.repliesDropped++;
            return;
        }
        ByteBuffer reply = replies.next();
        EthernetHeader.write(reply, 0, arp.senderMac(), localMac, EthernetHeader.TYPE_ARP);
        ArpPacket.write(
                reply,
                EthernetHeader.LENGTH_BYTES,
                ArpPacket.REPLY,
                localMac,
                arp.targetAddress(),
                arp.senderMac(),
                arp.senderAddress());
        replies.add(EthernetHeader.LENGTH_BYTES + ArpPacket.LENGTH_BYTES);
    }

    private void onIpv4(long nowNs, long arrivalNs, ByteBuffer frame, int offset, int lengthBytes) {
        if (!ip.wrapIpv4(frame, offset, lengthBytes)) {
            counters.malformedIpv4++;
            return;
        }
        if (!ip.ipv4().checksumCorrect()) {
            counters.badChecksums++;
            return;
        }
        if (!routes.isOurs(ip.destinationHigh(), ip.destinationLow())) {
            counters.notForUs++;
            return;
        }
        if (ip.ipv4().sourceRouted()) {
            counters.sourceRouted++;
            return;
        }
        if (ip.ipv4().isFragment()) {
            onIpv4Fragment(nowNs, arrivalNs, frame);
            return;
        }
        switch (ip.protocol()) {
            case Ipv4Header.PROTOCOL_TCP -> onTcp(nowNs, arrivalNs, frame);
            case Ipv4Header.PROTOCOL_ICMP -> icmp.handle(nowNs, ethernet, ip, frame);
            default -> counters.notForUs++;
        }
    }

    private void onIpv4Fragment(long nowNs, long arrivalNs, ByteBuffer frame) {
        Ipv4Header header = ip.ipv4();
        counters.fragments++;
        FragmentedDatagram datagram = fragments.arrives(
                nowNs,
                ip.sourceHigh(),
                ip.sourceLow(),
                ip.destinationHigh(),
                ip.destinationLow(),
                header.identification(),
                ip.protocol(),
                false,
                header.fragmentOffsetBytes(),
                header.moreFragments(),
                frame,
                ip.payloadOffset(),
                ip.payloadBytes());
        int packetBytes = datagram == null ? 0 : Ipv4Header.MIN_LENGTH_BYTES + datagram.payloadBytes();
        if (datagram == null || packetBytes > FragmentedDatagram.MAX_PAYLOAD_BYTES) {
            return;
        }
        // RFC 3168 5.3 has the ECN codepoints of the fragments agree; the last one's stands for all
        int offset = FragmentedDatagram.HEADROOM_BYTES - Ipv4Header.MIN_LENGTH_BYTES;
        Ipv4Header.write(
                datagram.buffer(),
                offset,
                header.trafficClass(),
                packetBytes,
                header.identification(),
                header.protocol(),
                header.source(),
                header.destination());
        onIpv4(nowNs, arrivalNs, datagram.buffer(), offset, packetBytes);
    }

    private void onTcp(long nowNs, long arrivalNs, ByteBuffer frame) {
        if (!segment.wrap(frame, ip.payloadOffset(), ip.payloadBytes())
                || !options.parse(frame, segment.optionsOffset(), segment.optionsBytes())) {
            counters.malformedTcp++;
            return;
        }
        if (!segment.checksumCorrect(ip.addressesSum())) {
            counters.badChecksums++;
            return;
        }
        segment.cameWith(ip.ecn());
        // RFC 9293 3.9.2.3: a segment from or to a group is no segment
        if (MacAddress.isMulticast(ethernet.destination())
                || IpAddress.isMulticast(ip.destinationHigh(), ip.destinationLow())
                || IpAddress.isNobodys(ip.sourceHigh(), ip.sourceLow())) {
            counters.notForUs++;
            return;
        }
        Association association = stack.find(ip, segment);
        if (association != null && TimeWait.yieldsTo(association.connection(), segment, options)) {
            stack.succeed(nowNs, association);
            association = null;
        }
        if (association == null && timeWaits.handle(nowNs, ethernet, ip, segment, options)) {
            return;
        }
        if (segment.syn() && segment.fin() && dropsSynFin(association)) {
            counters.synFinsDropped++;
            return;
        }
        if (association == null) {
            association = onUnknown(nowNs, arrivalNs, frame);
        }
        if (association != null) {
            association.connection().handleSegment(nowNs, arrivalNs, segment, options, frame);
            stack.reschedule(nowNs, association);
        }
    }

    private boolean dropsSynFin(@Nullable Association association) {
        Listener listener = stack.listener(segment.destinationPort());
        if (association != null) {
            return association.connection().config().blindSegments().synFin() == SynFinRule.DROP;
        }
        return listener != null && listener.config().blindSegments().synFin() != SynFinRule.TAKE;
    }

    /** RFC 9293 3.10.7.1 and 3.10.7.2: nobody, or a listener, has the segment's connection. */
    private @Nullable Association onUnknown(long nowNs, long arrivalNs, ByteBuffer frame) {
        PassiveOpen passive = stack.passive();
        HalfOpen halfOpen = passive.find(ip, segment);
        if (halfOpen != null) {
            return passive.onSegment(nowNs, arrivalNs, halfOpen, ethernet, ip, segment, options, frame);
        }
        if (segment.rst()) {
            return null;
        }
        Listener listener = stack.listener(segment.destinationPort());
        if (listener != null && !segment.ack()) {
            if (segment.syn()) {
                return passive.onSyn(nowNs, ethernet, ip, segment, options, listener);
            }
            return null;
        }
        if (listener != null && !segment.syn() && passive.mayBeCookie(ip, segment, nowNs)) {
            return passive.onCookie(nowNs, ip, segment, options, listener);
        }
        counters.noConnection++;
        reset.answer(ethernet, ip, segment);
        return null;
    }
}
