package org.paceline.utcp.stack;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Associations by remote address, remote port and local port: open addressing, no allocation once it stands. At the
 * bound {@link #full()} says so and the caller refuses. Not thread-safe.
 */
final class ConnectionTable {
    /** At least twice the bound, so that probes stay short. */
    private static final int SLOTS_PER_CONNECTION = 2;

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final @Nullable Association[] slots;
    private final int mask;
    private final int bound;
    private int size;

    ConnectionTable(int bound) {
        this.bound = bound;
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
    Association find(int remoteAddress, int remotePort, int localPort) {
        return slots[slotOf(Association.key(remoteAddress, remotePort, localPort))];
    }

    void add(Association association) {
        if (full()) {
            throw new IllegalStateException("the connection table is full at " + bound);
        }
        slots[slotOf(association.key())] = association;
        size++;
    }

    void remove(Association association) {
        int hole = slotOf(association.key());
        if (slots[hole] != association) {
            return; // it is out already, and another connection may have its ports
        }
        slots[hole] = null;
        size--;
        // whatever was pushed past the hole moves back, so that a probe never stops too early
        for (int slot = (hole + 1) & mask; slots[slot] != null; slot = (slot + 1) & mask) {
            Association moved = slots[slot];
            slots[slot] = null;
            slots[slotOf(moved.key())] = moved;
        }
    }

    /** Calls for every association, in an order that depends on nothing but the addresses. */
    void forEach(Consumer<Association> visitor) {
        for (Association association : slots) {
            if (association != null) {
                visitor.accept(association);
            }
        }
    }

    /** Where the key stands, or the free slot where it would. */
    private int slotOf(long key) {
        int slot = (int) ((key * GOLDEN_RATIO) >>> 33) & mask;
        while (true) {
            Association association = slots[slot];
            if (association == null || association.key() == key) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}
