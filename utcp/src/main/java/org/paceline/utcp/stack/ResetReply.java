package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** The RST for a segment whose connection does not exist, RFC 9293 3.10.7.1. */
final class ResetReply {
    private static final int IP_OFFSET = EthernetHeader.LENGTH_BYTES;
    private static final int TCP_OFFSET = IP_OFFSET + Ipv4Header.MIN_LENGTH_BYTES;
    private static final int PACKET_BYTES = Ipv4Header.MIN_LENGTH_BYTES + TcpHeader.MIN_LENGTH_BYTES;

    private final ReplyQueue replies;
    private final StackCounters counters;
    private final long localMac;

    ResetReply(ReplyQueue replies, StackCounters counters, long localMac) {
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
    }

    void answer(EthernetHeader ethernet, Ipv4Header ip, TcpHeader segment) {
        if (replies.full()) {
            counters.repliesDropped++;
            return;
        }
        boolean acked = segment.ack();
        int seq = acked ? segment.acknowledgmentNumber() : 0;
        int ack = acked ? 0 : segment.sequenceNumber() + segment.sequenceLength();
        int flags = acked ? TcpHeader.RST : TcpHeader.RST | TcpHeader.ACK;
        int ownAddress = ip.destination();
        int ownPort = segment.destinationPort();
        int peerAddress = ip.source();
        int peerPort = segment.sourcePort();
        ByteBuffer reply = replies.next();
        EthernetHeader.write(reply, 0, ethernet.source(), localMac, EthernetHeader.TYPE_IPV4);
        Ipv4Header.write(reply, IP_OFFSET, PACKET_BYTES, 0, Ipv4Header.PROTOCOL_TCP, ownAddress, peerAddress);
        TcpHeader.write(reply, TCP_OFFSET, ownPort, peerPort, seq, ack, flags, 0, TcpHeader.MIN_LENGTH_BYTES);
        int checksum = InternetChecksum.transportIpv4(
                reply, TCP_OFFSET, TcpHeader.MIN_LENGTH_BYTES, ownAddress, peerAddress, Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(reply, TCP_OFFSET, checksum);
        replies.add(EthernetHeader.LENGTH_BYTES + PACKET_BYTES);
    }
}
