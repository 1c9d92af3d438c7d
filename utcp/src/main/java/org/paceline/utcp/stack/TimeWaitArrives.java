package org.paceline.utcp.stack;

import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.TimeWaitAnswer;

/** A segment between the ports of a {@link TimeWaitEntry}. Belongs to the stack. */
final class TimeWaitArrives {
    private final TimeWaitTable table;
    private final SegmentReply reply;
    private final StackCounters counters;

    TimeWaitArrives(TimeWaitTable table, SegmentReply reply, StackCounters counters) {
        this.table = table;
        this.reply = reply;
        this.counters = counters;
    }

    /** @return whether that is all; else the segment is for whoever listens */
    boolean handle(long nowNs, EthernetHeader ethernet, IpHeader ip, TcpHeader segment, TcpOptions options) {
        TimeWaitEntry entry = table.find(
                ip.destinationHigh(),
                ip.destinationLow(),
                segment.destinationPort(),
                ip.sourceHigh(),
                ip.sourceLow(),
                segment.sourcePort());
        if (entry == null) {
            return false;
        }
        if (entry.record.yieldsTo(segment, options)) {
            counters.timeWaitsSucceeded++;
            table.remove(entry);
            return false;
        }
        if (segment.syn() && segment.fin() && entry.record.dropsSynFin()) {
            counters.synFinsDropped++;
            return true;
        }
        TimeWaitAnswer answer = entry.record.handleSegment(nowNs, segment, options);
        if (answer.segment() && reply.hasRoom()) {
            int segmentBytes = entry.record.write(nowNs, answer, reply.frame(), reply.offset(ip));
            reply.send(ethernet, ip, segmentBytes);
        }
        if (answer.ends()) {
            table.remove(entry);
        } else {
            table.touched(entry);
        }
        return true;
    }
}
