package org.paceline.utcp.stack;

import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;

/** The RST for a segment whose connection does not exist, RFC 9293 3.10.7.1. */
final class ResetReply {
    private final SegmentReply reply;

    ResetReply(SegmentReply reply) {
        this.reply = reply;
    }

    void answer(EthernetHeader ethernet, IpHeader ip, TcpHeader segment) {
        if (!reply.hasRoom()) {
            return;
        }
        boolean acked = segment.ack();
        int seq = acked ? segment.acknowledgmentNumber() : 0;
        int ack = acked ? 0 : segment.sequenceNumber() + segment.sequenceLength();
        int flags = acked ? TcpHeader.RST : TcpHeader.RST | TcpHeader.ACK;
        int ownPort = segment.destinationPort();
        int peerPort = segment.sourcePort();
        int segmentBytes = TcpHeader.MIN_LENGTH_BYTES;
        TcpHeader.write(reply.frame(), reply.offset(ip), ownPort, peerPort, seq, ack, flags, 0, segmentBytes);
        reply.send(ethernet, ip, segmentBytes);
    }
}
