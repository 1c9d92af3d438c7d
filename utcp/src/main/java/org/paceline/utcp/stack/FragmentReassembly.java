package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.Ipv4Header;

/**
 * Puts datagrams of both families together again (RFC 791 3.2, RFC 8200 4.5), within bounds of datagrams, bytes and
 * time. At a bound the oldest datagram makes room. Not thread-safe.
 */
final class FragmentReassembly {
    /** Enough for the few paths that still fragment TCP; a flood of fragments only pushes out other fragments. */
    static final int MAX_DATAGRAMS = 64;

    /** Linux's ipfrag_high_thresh. */
    private static final int MAX_BYTES = 4 << 20;

    /** RFC 1122 3.3.2 speaks of 60 to 120 s; Linux gives IPv4 30 s, because identifications come round sooner now. */
    static final long IPV4_TIMEOUT_NS = 30_000_000_000L;

    /** RFC 8200 4.5. */
    static final long IPV6_TIMEOUT_NS = 60_000_000_000L;

    /** Fragment offsets count in units of this. */
    private static final int UNIT_BYTES = 8;

    /** RFC 1858 3.2.2: a first fragment shows the ports and the flags, and RFC 9293 has no shorter header. */
    private static final int MIN_FIRST_TCP_BYTES = 20;

    private final StackCounters counters;

    /** In the order of their first fragments. */
    private final FragmentedDatagram[] datagrams = new FragmentedDatagram[MAX_DATAGRAMS];

    private int size;
    private long heldBytes;

    FragmentReassembly(StackCounters counters) {
        this.counters = counters;
    }

    /**
     * A fragment came.
     *
     * @param offset where in the payload of the datagram it belongs
     * @param more whether it is not the last one
     * @return the datagram when it is whole now; it belongs to the caller
     */
    @Nullable
    FragmentedDatagram arrives(
            long nowNs,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int identification,
            int protocol,
            boolean ipv6,
            int offset,
            boolean more,
            ByteBuffer frame,
            int frameOffset,
            int lengthBytes) {
        expire(nowNs);
        if (!sound(protocol, offset, more, lengthBytes)) {
            counters.fragmentsRefused++;
            return null;
        }
        int index = find(sourceHigh, sourceLow, destinationHigh, destinationLow, identification, protocol);
        if (index < 0) {
            index = add(new FragmentedDatagram(
                    sourceHigh,
                    sourceLow,
                    destinationHigh,
                    destinationLow,
                    identification,
                    protocol,
                    nowNs + (ipv6 ? IPV6_TIMEOUT_NS : IPV4_TIMEOUT_NS)));
        }
        return place(index, offset, more, frame, frameOffset, lengthBytes);
    }

    private @Nullable FragmentedDatagram place(
            int index, int offset, boolean more, ByteBuffer frame, int frameOffset, int lengthBytes) {
        FragmentedDatagram datagram = datagrams[index];
        heldBytes -= datagram.heldBytes();
        if (datagram.isRefused() || !datagram.place(offset, more, frame, frameOffset, lengthBytes)) {
            // RFC 5722 section 4: an overlap ends the whole datagram
            counters.fragmentsRefused++;
            datagram.refuse();
        }
        heldBytes += datagram.heldBytes();
        if (!datagram.isRefused() && datagram.whole()) {
            remove(index);
            counters.datagramsReassembled++;
            return datagram;
        }
        while (heldBytes > MAX_BYTES) {
            giveUpOldest();
        }
        return null;
    }

    private static boolean sound(int protocol, int offset, boolean more, int lengthBytes) {
        if (lengthBytes == 0 || offset + lengthBytes > FragmentedDatagram.MAX_PAYLOAD_BYTES) {
            return false;
        }
        if (more && lengthBytes % UNIT_BYTES != 0) {
            return false;
        }
        boolean tcp = protocol == Ipv4Header.PROTOCOL_TCP;
        // RFC 1858 3.2.2 and RFC 3128: no header that only shows once it is put together, and none written over
        boolean tiny = tcp && offset == 0 && lengthBytes < MIN_FIRST_TCP_BYTES;
        boolean insideHeader = tcp && offset == UNIT_BYTES;
        return !tiny && !insideHeader;
    }

    /** Drops what was not completed in time. */
    void expire(long nowNs) {
        int index = 0;
        while (index < size) {
            if (nowNs >= datagrams[index].deadlineNs) {
                counters.reassemblyTimeouts++;
                remove(index);
            } else {
                index++;
            }
        }
    }

    private int find(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int identification,
            int protocol) {
        for (int index = 0; index < size; index++) {
            FragmentedDatagram datagram = datagrams[index];
            if (datagram.identification == identification
                    && datagram.protocol == protocol
                    && datagram.sourceLow == sourceLow
                    && datagram.sourceHigh == sourceHigh
                    && datagram.destinationLow == destinationLow
                    && datagram.destinationHigh == destinationHigh) {
                return index;
            }
        }
        return -1;
    }

    private int add(FragmentedDatagram datagram) {
        if (size == MAX_DATAGRAMS) {
            giveUpOldest();
        }
        datagrams[size] = datagram;
        heldBytes += datagram.heldBytes();
        return size++;
    }

    private void giveUpOldest() {
        counters.reassemblyEvictions++;
        remove(0);
    }

    private void remove(int index) {
        heldBytes -= datagrams[index].heldBytes();
        size--;
        System.arraycopy(datagrams, index + 1, datagrams, index, size - index);
    }

    int datagrams() {
        return size;
    }

    long heldBytes() {
        return heldBytes;
    }
}
