package org.paceline.utcp.stack;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.TcpHeader;

/**
 * Handshakes that are not complete, by addresses and ports and by the time at which their SYN-ACK is due. Bounded;
 * full, it takes no more, and the caller answers with a cookie or not at all. Every step is O(1). Not thread-safe.
 */
final class SynQueue {
    /** RFC 6298 2.1: before anything is known of the peer, the RTO is 1 s, and doubles (5.5). */
    private static final long FIRST_RTO_NS = 1_000_000_000;

    /** 60 s, where RFC 6298 2.5 lets it stop, come before. */
    private static final int LINES = 8;

    private static final long MAX_RTO_NS = 60_000_000_000L;
    private static final long ADDRESS_SALT = 0x9e3779b97f4a7c15L;
    private static final long PORT_SALT = 0xa0761d6478bd642fL;

    private final int bound;
    private final long secret;
    private final @Nullable HalfOpen[] buckets;

    /** One line for each length of wait, so that each is in the order of its deadlines; line 0 does not wait. */
    private final @Nullable HalfOpen[] first = new HalfOpen[LINES];

    private final @Nullable HalfOpen[] last = new HalfOpen[LINES];
    private int size;

    /** @param secret what keeps a peer from choosing addresses and ports that fall on each other */
    SynQueue(int bound, long secret) {
        this.bound = bound;
        this.secret = secret;
        this.buckets = new HalfOpen[Integer.highestOneBit(Math.max(1, bound)) * 2];
    }

    boolean full() {
        return size >= bound;
    }

    int size() {
        return size;
    }

    /** Whose handshake the segment belongs to; null for none. */
    @Nullable
    HalfOpen find(IpHeader ip, TcpHeader segment) {
        if (size == 0) {
            return null;
        }
        long ports = (long) segment.sourcePort() << 16 | segment.destinationPort();
        HalfOpen entry = buckets[bucketOf(ip.sourceHigh(), ip.sourceLow(), ports)];
        while (entry != null
                && !(entry.remotePort == segment.sourcePort()
                        && entry.localPort == segment.destinationPort()
                        && entry.remoteAddress.is(ip.sourceHigh(), ip.sourceLow())
                        && entry.localAddress.is(ip.destinationHigh(), ip.destinationLow()))) {
            entry = entry.sameBucket;
        }
        return entry;
    }

    /** A handshake begins: its SYN-ACK is due at once. */
    void add(HalfOpen entry, long nowNs) {
        int bucket = bucketOf(entry);
        entry.sameBucket = buckets[bucket];
        buckets[bucket] = entry;
        size++;
        enqueue(entry, 0, nowNs);
    }

    /** The SYN-ACK left: it is due again after the RTO. */
    void onSent(HalfOpen entry, long nowNs) {
        dequeue(entry);
        int line = Math.min(entry.timeouts + 1, LINES - 1);
        enqueue(entry, line, nowNs + Math.min(FIRST_RTO_NS << entry.timeouts, MAX_RTO_NS));
    }

    /** The peer has not got the SYN-ACK: it is due at once. */
    void sendAgain(HalfOpen entry, long nowNs) {
        dequeue(entry);
        enqueue(entry, 0, nowNs);
    }

    /** A handshake whose SYN-ACK is due; null for none. */
    @Nullable
    HalfOpen due(long nowNs) {
        for (HalfOpen entry : first) {
            if (entry != null && entry.deadlineNs <= nowNs) {
                return entry;
            }
        }
        return null;
    }

    long nextDeadlineNs() {
        long nextNs = Long.MAX_VALUE;
        for (HalfOpen entry : first) {
            nextNs = entry == null ? nextNs : Math.min(nextNs, entry.deadlineNs);
        }
        return nextNs;
    }

    void remove(HalfOpen entry) {
        dequeue(entry);
        int bucket = bucketOf(entry);
        HalfOpen before = buckets[bucket];
        if (before == entry) {
            buckets[bucket] = entry.sameBucket;
        } else {
            while (before != null && before.sameBucket != entry) {
                before = before.sameBucket;
            }
            if (before != null) {
                before.sameBucket = entry.sameBucket;
            }
        }
        size--;
    }

    /** Nobody listens on the port any more. */
    void removeAll(int localPort) {
        for (HalfOpen head : first) {
            HalfOpen entry = head;
            while (entry != null) {
                HalfOpen behind = entry.behind;
                if (entry.localPort == localPort) {
                    remove(entry);
                }
                entry = behind;
            }
        }
    }

    private void enqueue(HalfOpen entry, int line, long deadlineNs) {
        entry.line = line;
        entry.deadlineNs = deadlineNs;
        HalfOpen tail = last[line];
        entry.ahead = tail;
        entry.behind = null;
        if (tail == null) {
            first[line] = entry;
        } else {
            tail.behind = entry;
        }
        last[line] = entry;
    }

    private void dequeue(HalfOpen entry) {
        HalfOpen ahead = entry.ahead;
        HalfOpen behind = entry.behind;
        if (ahead == null) {
            first[entry.line] = behind;
        } else {
            ahead.behind = behind;
        }
        if (behind == null) {
            last[entry.line] = ahead;
        } else {
            behind.ahead = ahead;
        }
    }

    private int bucketOf(HalfOpen entry) {
        long ports = (long) entry.remotePort << 16 | entry.localPort;
        return bucketOf(entry.remoteAddress.high(), entry.remoteAddress.low(), ports);
    }

    private int bucketOf(long remoteHigh, long remoteLow, long ports) {
        long address = mix(remoteHigh ^ secret ^ ADDRESS_SALT, remoteLow ^ PORT_SALT);
        return (int) mix(address ^ ports, PORT_SALT ^ secret) & (buckets.length - 1);
    }

    /** The mixing step of wyhash (Wang Yi, 2019). */
    private static long mix(long one, long other) {
        return Math.multiplyHigh(one, other) ^ (one * other);
    }
}
