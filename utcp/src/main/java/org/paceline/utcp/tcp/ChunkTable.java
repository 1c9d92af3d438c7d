package org.paceline.utcp.tcp;

import java.util.Arrays;

/**
 * The chunks of one buffer by the position of their bytes: a ring of references that grows with what is held.
 *
 * <p>One thread puts, the same or another one removes, any may look up what it knows to be there: whoever told it the
 * position did so through a volatile, after the chunk had been put.
 */
final class ChunkTable {
    static final int CHUNK_BYTES = ChunkPool.CHUNK_BYTES;
    private static final byte[][] EMPTY = new byte[0][];
    private static final int FIRST_SLOTS = 2;

    /** A table up to this size is worth keeping for a buffer that is empty: 128 KiB in flight. */
    private static final int KEPT_SLOTS = 16;

    private volatile byte[][] slots = EMPTY;

    static long chunkStart(long position) {
        return position & -CHUNK_BYTES;
    }

    /** The chunk of a position, {@link ChunkPool#NONE} when it holds none. */
    byte[] at(long position) {
        byte[][] current = slots;
        return current.length == 0 ? ChunkPool.NONE : current[slot(current, position)];
    }

    /** @param first lowest position that is still in use */
    void put(long position, byte[] chunk, long first) {
        long chunks = (chunkStart(position) - chunkStart(first)) / CHUNK_BYTES + 1;
        if (chunks > slots.length) {
            grow(chunks, first);
        }
        byte[][] current = slots;
        current[slot(current, position)] = chunk;
    }

    private void grow(long chunks, long first) {
        byte[][] old = slots;
        int length = Math.max(FIRST_SLOTS, old.length);
        while (length < chunks) {
            length *= 2;
        }
        byte[][] bigger = new byte[length][];
        Arrays.fill(bigger, ChunkPool.NONE);
        for (int index = 0; index < old.length; index++) {
            long position = first + (long) index * CHUNK_BYTES;
            bigger[slot(bigger, position)] = old[slot(old, position)];
        }
        slots = bigger;
    }

    byte[] remove(long position) {
        byte[][] current = slots;
        int slot = slot(current, position);
        byte[] chunk = current[slot];
        current[slot] = ChunkPool.NONE;
        return chunk;
    }

    /** Nothing is held: a large table is let go. */
    void trim() {
        if (slots.length > KEPT_SLOTS) {
            slots = EMPTY;
        }
    }

    private static int slot(byte[][] table, long position) {
        return (int) (position / CHUNK_BYTES) & (table.length - 1);
    }
}
