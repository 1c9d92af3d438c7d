package org.paceline.utcp.stack;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;

/**
 * Connections, or what is left of them, by both addresses and both ports: open addressing, no allocation once it
 * stands. At the bound {@link #full()} says so and the caller refuses. Not thread-safe.
 */
final class ConnectionTable<E extends Endpoints> {
    /** At least twice the bound, so that probes stay short. */
    private static final int SLOTS_PER_CONNECTION = 2;

    /** Odd numbers with as many ones as zeros, as the mixing step of wyhash (Wang Yi, 2019) likes them. */
    private static final long ADDRESS_SALT = 0x9e3779b97f4a7c15L;

    private static final long PORT_SALT = 0xa0761d6478bd642fL;

    private static final int FIRST_SLOTS = 64;

    private @Nullable Endpoints[] slots;
    private int mask;
    private final int bound;
    private final long secret;
    private int size;

    private ConnectionTable(int bound, long secret, int slotCount) {
        this.bound = bound;
        this.secret = secret;
        this.slots = new Endpoints[slotCount];
        this.mask = slotCount - 1;
    }

    /**
     * A table that has room for all from the beginning.
     *
     * @param secret what keeps a peer from choosing addresses and ports that fall on each other
     */
    static <E extends Endpoints> ConnectionTable<E> whole(int bound, long secret) {
        return new ConnectionTable<>(bound, secret, Integer.highestOneBit(bound) * 2 * SLOTS_PER_CONNECTION);
    }

    /** A table that doubles as need be; it does not shrink again. */
    static <E extends Endpoints> ConnectionTable<E> growing(int bound, long secret) {
        return new ConnectionTable<>(bound, secret, FIRST_SLOTS);
    }

    boolean full() {
        return size >= bound;
    }

    int size() {
        return size;
    }

    @Nullable
    E find(IpAddress localAddress, int localPort, IpAddress remoteAddress, int remotePort) {
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
    E find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        return at(slotOf(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort));
    }

    void add(E entry) {
        if (full()) {
            throw new IllegalStateException("the connection table is full at " + bound);
        }
        if (size * SLOTS_PER_CONNECTION >= slots.length) {
            grow();
        }
        slots[slotOf(entry)] = entry;
        size++;
    }

    private void grow() {
        @Nullable Endpoints[] old = slots;
        slots = new Endpoints[2 * old.length];
        mask = slots.length - 1;
        for (Endpoints entry : old) {
            if (entry != null) {
                slots[slotOf(entry)] = entry;
            }
        }
    }

    void remove(E entry) {
        int hole = slotOf(entry);
        if (slots[hole] != entry) {
            return; // it is out already, and another connection may have its ports
        }
        slots[hole] = null;
        size--;
        // whatever was pushed past the hole moves back, so that a probe never stops too early
        for (int slot = (hole + 1) & mask; slots[slot] != null; slot = (slot + 1) & mask) {
            Endpoints moved = slots[slot];
            slots[slot] = null;
            slots[slotOf(moved)] = moved;
        }
    }

    /** Calls for every entry, in an order that depends on nothing but addresses, secret and the table's size. */
    void forEach(Consumer<E> visitor) {
        for (int slot = 0; slot < slots.length; slot++) {
            E entry = at(slot);
            if (entry != null) {
                visitor.accept(entry);
            }
        }
    }

    @SuppressWarnings("unchecked") // nothing but E is ever put in
    private @Nullable E at(int slot) {
        return (E) slots[slot];
    }

    private int slotOf(Endpoints entry) {
        return slotOf(
                entry.localHigh(),
                entry.localLow(),
                entry.localPort(),
                entry.remoteHigh(),
                entry.remoteLow(),
                entry.remotePort());
    }

    /** Where the entry stands, or the free slot where it would. */
    private int slotOf(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        // our own address is one of a few, and only compared
        long address = mix(remoteHigh ^ secret ^ ADDRESS_SALT, remoteLow ^ PORT_SALT);
        long ports = ((long) remotePort << 16) | localPort;
        int slot = (int) mix(address ^ ports, PORT_SALT ^ secret) & mask;
        while (true) {
            Endpoints entry = slots[slot];
            if (entry == null || entry.isBetween(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static long mix(long one, long other) {
        return Math.multiplyHigh(one, other) ^ (one * other);
    }
}
