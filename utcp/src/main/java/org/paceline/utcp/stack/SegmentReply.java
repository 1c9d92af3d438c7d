package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.TcpHeader;

/** A segment in answer to another one, back to where that came from. Belongs to the stack. */
final class SegmentReply {
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final long localMac;

    SegmentReply(ReplyQueue replies, StackCounters counters, long localMac) {
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
    }

    /** Whether one more can leave; else it is counted as dropped. */
    boolean hasRoom() {
        counters.repliesDropped += replies.full() ? 1 : 0;
        return !replies.full();
    }

    /** Where to write the segment, when there is room. */
    ByteBuffer frame() {
        return replies.next();
    }

    /** Where in the frame the segment begins. */
    int offset(IpHeader ip) {
        return EthernetHeader.LENGTH_BYTES + IpHeader.lengthBytes(ip.isIpv6());
    }

    /** The segment stands in the frame, but for its checksum. */
    void send(EthernetHeader ethernet, IpHeader ip, int segmentBytes) {
        ByteBuffer frame = frame();
        int offset = offset(ip);
        EthernetHeader.write(frame, 0, ethernet.source(), localMac, IpHeader.etherType(ip.isIpv6()));
        ip.writeReply(frame, EthernetHeader.LENGTH_BYTES, 0, Ipv4Header.PROTOCOL_TCP, segmentBytes);
        // the sum of both addresses does not care which one comes first
        int checksum =
                InternetChecksum.transport(frame, offset, segmentBytes, ip.addressesSum(), Ipv4Header.PROTOCOL_TCP);
        TcpHeader.writeChecksum(frame, offset, checksum);
        replies.add(offset + segmentBytes);
    }
}
