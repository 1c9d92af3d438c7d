package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** The RST for a segment whose connection does not exist, RFC 9293 3.10.7.1. */
final class ResetReply {
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final long localMac;

    ResetReply(ReplyQueue replies, StackCounters counters, long localMac) {
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
    }

    void answer(EthernetHeader ethernet, IpHeader ip, TcpHeader segment) {
        if (replies.full()) {
            counters.repliesDropped++;
            return;
        }
        boolean acked = segment.ack();
        int seq = acked ? segment.acknowledgmentNumber() : 0;
        int ack = acked ? 0 : segment.sequenceNumber() + segment.sequenceLength();
        int flags = acked ? TcpHeader.RST : TcpHeader.RST | TcpHeader.ACK;
        ByteBuffer reply = replies.next();
        int ownPort = segment.destinationPort();
        int peerPort = segment.sourcePort();
        int ipOffset = EthernetHeader.LENGTH_BYTES;
        int offset = ipOffset + IpHeader.lengthBytes(ip.isIpv6());
        int segmentBytes = TcpHeader.MIN_LENGTH_BYTES;
        EthernetHeader.write(reply, 0, ethernet.source(), localMac, IpHeader.etherType(ip.isIpv6()));
        ip.writeReply(reply, ipOffset, 0, Ipv4Header.PROTOCOL_TCP, segmentBytes);
        TcpHeader.write(reply, offset, ownPort, peerPort, seq, ack, flags, 0, segmentBytes);
        // the sum of both addresses does not care which one comes first
        int checksum =
                InternetChecksum.transport(reply, offset, segmentBytes, ip.addressesSum(), Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(reply, offset, checksum);
        replies.add(offset + segmentBytes);
    }
}
