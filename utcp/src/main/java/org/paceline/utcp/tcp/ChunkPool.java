package org.paceline.utcp.tcp;

/**
 * Equal chunks of memory for the buffers of one stack, charged to its {@link MemoryBudget} while they are in use.
 *
 * <p>Chunks that come back are kept for the next taker, so that nothing is allocated in steady state. Any thread may
 * call: applications fill send buffers.
 */
public final class ChunkPool {
    /** Small beside a window, large beside a segment: few connections hold much more than they use. */
    static final int CHUNK_BYTES = 8_192;

    /** Stands for no chunk. */
    static final byte[] NONE = new byte[0];

    /** 32 MiB are kept when nobody wants them; what comes back beyond is left to the collector. */
    private static final int MAX_IDLE_CHUNKS = 4_096;

    private static final int FIRST_SLOTS = 16;

    private final MemoryBudget memory;
    private byte[][] idle = new byte[0][];
    private int idleChunks;

    public ChunkPool(MemoryBudget memory) {
        this.memory = memory;
    }

    /** A chunk with whatever its last user left in it; {@link #NONE} when the budget has none to give. */
    byte[] take() {
        return memory.reserve(CHUNK_BYTES) ? pop() : NONE;
    }

    /** A chunk whatever the budget says, for a buffer that holds nothing and could not go on without. */
    byte[] takeAnyway() {
        memory.reserveAnyway(CHUNK_BYTES);
        return pop();
    }

    void give(byte[] chunk) {
        memory.release(CHUNK_BYTES);
        push(chunk);
    }

    /** So many chunks are not used any more, and will not come back. */
    void forget(int chunks) {
        memory.release((long) chunks * CHUNK_BYTES);
    }

    boolean underPressure() {
        return memory.underPressure();
    }

    private synchronized byte[] pop() {
        return idleChunks == 0 ? new byte[CHUNK_BYTES] : idle[--idleChunks];
    }

    private synchronized void push(byte[] chunk) {
        if (idleChunks == MAX_IDLE_CHUNKS) {
            return;
        }
        if (idleChunks == idle.length) {
            byte[][] bigger = new byte[Math.max(FIRST_SLOTS, 2 * idle.length)][];
            System.arraycopy(idle, 0, bigger, 0, idleChunks);
            idle = bigger;
        }
        idle[idleChunks++] = chunk;
    }
}
