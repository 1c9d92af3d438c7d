package org.paceline.utcp.stack;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.TimeWaitRecord;

/**
 * Connections in TIME-WAIT that their users have closed, by addresses and ports and by the time of their end. At the
 * bound the one that would end first ends early, as beyond Linux's tcp_max_tw_buckets. Not thread-safe.
 */
final class TimeWaitTable {
    private final ConnectionTable<TimeWaitEntry> entries;
    private final TimeWaitLine line = new TimeWaitLine();
    private final StackCounters counters;

    TimeWaitTable(int bound, long secret, StackCounters counters) {
        this.entries = ConnectionTable.growing(bound, secret);
        this.counters = counters;
    }

    int size() {
        return entries.size();
    }

    /** The addresses as {@link IpAddress} has them. */
    @Nullable
    TimeWaitEntry find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return size() == 0 ? null : entries.find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
    }

    void add(TimeWaitRecord record, IpAddress localAddress, IpAddress remoteAddress) {
        TimeWaitEntry first = entries.full() ? line.first() : null;
        if (first != null) {
            counters.timeWaitsRecycled++;
            remove(first);
        }
        TimeWaitEntry entry = new TimeWaitEntry(record, localAddress, remoteAddress);
        entries.add(entry);
        line.add(entry);
    }

    void remove(TimeWaitEntry entry) {
        entries.remove(entry);
        line.remove(entry);
    }

    /** A segment came, and may have moved its end. */
    void touched(TimeWaitEntry entry) {
        line.moved(entry);
    }

    void handleTimeouts(long nowNs) {
        for (TimeWaitEntry first = line.first(); first != null && first.record.endNs() <= nowNs; first = line.first()) {
            remove(first);
        }
    }

    long nextDeadlineNs() {
        TimeWaitEntry first = line.first();
        return first == null ? Long.MAX_VALUE : first.record.endNs();
    }

    /** Whether nobody has the ports, or somebody who makes room for a connect of ours (RFC 7323 appendix B.2). */
    boolean yields(long nowNs, IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort) {
        TimeWaitEntry holder = find(
                localAddress.high(),
                localAddress.low(),
                localPort,
                remoteAddress.high(),
                remoteAddress.low(),
                remotePort);
        if (holder != null && holder.record.yieldsToConnect(nowNs)) {
            counters.timeWaitsReused++;
            remove(holder);
            return true;
        }
        return holder == null;
    }
}
