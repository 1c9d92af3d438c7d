package org.paceline.utcp.stack;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.tcp.TcpConnection;

/**
 * Associations by both addresses and both ports: open addressing, no allocation once it stands. At the bound
 * {@link #full()} says so and the caller refuses. Not thread-safe.
 */
final class ConnectionTable {
    /** At least twice the bound, so that probes stay short. */
    private static final int SLOTS_PER_CONNECTION = 2;

    /** Odd numbers with as many ones as zeros, as the mixing step of wyhash (Wang Yi, 2019) likes them. */
    private static final long ADDRESS_SALT = 0x9e3779b97f4a7c15L;

    private static final long PORT_SALT = 0xa0761d6478bd642fL;

    private final @Nullable Association[] slots;
    private final int mask;
    private final int bound;
    private final long secret;
    private int size;

    /** @param secret what keeps a peer from choosing addresses and ports that fall on each other */
    ConnectionTable(int bound, long secret) {
        this.bound = bound;
        this.secret = secret;
        this.slots = new Association[Integer.highestOneBit(bound) * 2 * SLOTS_PER_CONNECTION];
        this.mask = slots.length - 1;
    }

    boolean full() {
        return size >= bound;
    }

    int size() {
        return size;
    }

    @Nullable
    Association find(IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort) {
        return find(
                localAddress.high(),
                localAddress.low(),
                localPort,
                remoteAddress.high(),
                remoteAddress.low(),
                remotePort);
    }

    /** The addresses as {@link IpAddress} has them. */
    @Nullable
    Association find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return slots[slotOf(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort)];
    }

    void add(Association association) {
        if (full()) {
            throw new IllegalStateException("the connection table is full at " + bound);
        }
        slots[slotOf(association)] = association;
        size++;
    }

    void remove(Association association) {
        int hole = slotOf(association);
        if (slots[hole] != association) {
            return; // it is out already, and another connection may have its ports
        }
        slots[hole] = null;
        size--;
        // whatever was pushed past the hole moves back, so that a probe never stops too early
        for (int slot = (hole + 1) & mask; slots[slot] != null; slot = (slot + 1) & mask) {
            Association moved = slots[slot];
            slots[slot] = null;
            slots[slotOf(moved)] = moved;
        }
    }

    /** Calls for every association, in an order that depends on nothing but addresses and secret. */
    void forEach(Consumer<Association> visitor) {
        for (Association association : slots) {
            if (association != null) {
                visitor.accept(association);
            }
        }
    }

    private int slotOf(Association association) {
        IpAddress local = association.localAddress();
        IpAddress remote = association.remoteAddress();
        TcpConnection connection = association.connection();
        return slotOf(
                local.high(),
                local.low(),
                connection.localPort(),
                remote.high(),
                remote.low(),
                connection.remotePort());
    }

    /** Where the association stands, or the free slot where it would. */
    private int slotOf(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        // our own address is one of a few, and only compared
        long address = mix(remoteHigh ^ secret ^ ADDRESS_SALT, remoteLow ^ PORT_SALT);
        long ports = ((long) remotePort << 16) | localPort;
        int slot = (int) mix(address ^ ports, PORT_SALT ^ secret) & mask;
        while (true) {
            Association association = slots[slot];
            if (association == null
                    || association.isBetween(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static long mix(long one, long other) {
        return Math.multiplyHigh(one, other) ^ (one * other);
    }
}
