package org.paceline.nic.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Copies of frames in numbered slots. Slots are reused, last freed first taken, and their number is bounded. */
final class FrameStore {
    /** No slot: the store is full. */
    static final int FULL = -1;

    private static final int FIRST_CAPACITY = 64;

    /** Slots are cut in this unit, so that a slot once used by a short frame takes a full one of 1514 bytes as well. */
    private static final int SLOT_UNIT_BYTES = 2048;

    private static final byte[] EMPTY = {};
    private static final ByteBuffer NO_BUFFER = ByteBuffer.wrap(EMPTY);

    private final int maxFrames;
    private byte[][] frames = new byte[0][];
    private ByteBuffer[] buffers = {};
    private int[] lengthsBytes = {};
    private int[] free = {};
    private int freeCount;

    FrameStore(int maxFrames) {
        this.maxFrames = maxFrames;
    }

    /** Copies a frame, and returns its slot or {@link #FULL}. */
    int put(ByteBuffer frame, int lengthBytes) {
        int slot = take(lengthBytes);
        if (slot != FULL) {
            frame.get(0, frames[slot], 0, lengthBytes);
        }
        return slot;
    }

    /** Copies the frame of another slot, and returns the copy's slot or {@link #FULL}. */
    int copy(int original) {
        int slot = take(lengthsBytes[original]);
        if (slot != FULL) {
            System.arraycopy(frames[original], 0, frames[slot], 0, lengthsBytes[original]);
        }
        return slot;
    }

    int lengthBytes(int slot) {
        return lengthsBytes[slot];
    }

    /** The bytes in a slot, of which the first {@link #lengthBytes} are the frame. */
    byte[] bytes(int slot) {
        return frames[slot];
    }

    /** The same bytes as a buffer, made with the slot. */
    ByteBuffer buffer(int slot) {
        return buffers[slot];
    }

    void free(int slot) {
        free[freeCount++] = slot;
    }

    /** Copies the frame to the start of {@code frame}, frees the slot and returns the frame's length. */
    int remove(int slot, ByteBuffer frame) {
        int lengthBytes = lengthsBytes[slot];
        frame.put(0, frames[slot], 0, lengthBytes);
        free(slot);
        return lengthBytes;
    }

    private int take(int lengthBytes) {
        if (freeCount == 0 && !grow()) {
            return FULL;
        }
        int slot = free[--freeCount];
        if (frames[slot].length < lengthBytes) {
            frames[slot] = new byte[(lengthBytes + SLOT_UNIT_BYTES - 1) / SLOT_UNIT_BYTES * SLOT_UNIT_BYTES];
            buffers[slot] = ByteBuffer.wrap(frames[slot]);
        }
        lengthsBytes[slot] = lengthBytes;
        return slot;
    }

    private boolean grow() {
        int before = frames.length;
        int capacity = Math.min(maxFrames, Math.max(FIRST_CAPACITY, 2 * before));
        if (capacity == before) {
            return false;
        }
        frames = Arrays.copyOf(frames, capacity);
        buffers = Arrays.copyOf(buffers, capacity);
        lengthsBytes = Arrays.copyOf(lengthsBytes, capacity);
        free = Arrays.copyOf(free, capacity);
        for (int slot = capacity - 1; slot >= before; slot--) {
            frames[slot] = EMPTY;
            buffers[slot] = NO_BUFFER;
            free[freeCount++] = slot;
        }
        return true;
    }
}
