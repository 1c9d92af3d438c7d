package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IcmpEcho;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;

/** Answers echo requests (RFC 792, RFC 1122 3.2.2.6), and hands errors on. */
final class IcmpHandler {
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final IcmpErrors errors;
    private final long localMac;
    private final IcmpEcho echo = new IcmpEcho();
    private int identification;

    IcmpHandler(ReplyQueue replies, StackCounters counters, IcmpErrors errors, long localMac) {
        this.errors = errors;
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
    }

    void handle(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame) {
        if (!echo.wrap(frame, ip.payloadOffset(), ip.payloadBytes())) {
            counters.malformedIcmp++;
            return;
        }
        if (!echo.checksumCorrect()) {
            counters.badChecksums++;
            return;
        }
        if (!echo.isRequest() && echo.type() != IcmpEcho.TYPE_REPLY) {
            errors.handleIpv4(nowNs, frame, ip.payloadOffset(), ip.payloadBytes());
            return;
        }
        // RFC 1122 3.2.2.6: a request to a group may be left unanswered
        if (!echo.isRequest() || MacAddress.isMulticast(ethernet.destination())) {
            counters.notForUs++;
            return;
        }
        int packetBytes = Ipv4Header.MIN_LENGTH_BYTES + ip.payloadBytes();
        int frameBytes = EthernetHeader.LENGTH_BYTES + packetBytes;
        if (replies.full() || frameBytes > replies.next().capacity()) {
            counters.repliesDropped++;
            return;
        }
        ByteBuffer reply = replies.next();
        EthernetHeader.write(reply, 0, ethernet.source(), localMac, EthernetHeader.TYPE_IPV4);
        ip.writeReply(
                reply, EthernetHeader.LENGTH_BYTES, identification++, Ipv4Header.PROTOCOL_ICMP, ip.payloadBytes());
        IcmpEcho.reply(frame, ip.payloadOffset(), ip.payloadBytes(), reply, frameBytes - ip.payloadBytes());
        replies.add(frameBytes);
    }
}
