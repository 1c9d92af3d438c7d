package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;

/**
 * Bytes that have arrived and the application has not read, in chunks that are taken as they are needed.
 *
 * <p>The stack's thread places bytes, also out of order, publishes what is in order, and takes back what was read; the
 * application's thread reads. Bytes out of order stand beyond the published end, where only {@link Reassembly} knows of
 * them.
 */
public final class ReceiveBuffer {
    private static final int CHUNK_BYTES = ChunkPool.CHUNK_BYTES;

    private final ChunkPool pool;
    private final ChunkTable chunks = new ChunkTable();
    private int capacityBytes;

    /** Start of the first chunk that may be held; everything else about chunks is the stack's thread's as well. */
    private long chunksStart;

    private long chunksEnd;
    private int chunksHeld;
    private boolean discarded;

    /** Written by the stack's thread only. */
    private volatile long published;

    /** Written by the application's thread only. */
    private volatile long consumed;

    ReceiveBuffer(int capacityBytes, ChunkPool pool) {
        this.capacityBytes = SendBuffer.requireSize(capacityBytes);
        this.pool = pool;
    }

    int capacityBytes() {
        return capacityBytes;
    }

    /** Stack's side: the buffer never becomes smaller, because its room has been told to the peer. */
    void capacityBytes(int larger) {
        capacityBytes = Math.max(capacityBytes, SendBuffer.requireSize(larger));
    }

    /** Stack's side: room beyond what is in order and unread. */
    int freeBytes() {
        return (int) (capacityBytes - (published - consumed));
    }

    /** How many bytes the application has read since the connection began. */
    long consumedBytes() {
        return consumed;
    }

    /**
     * Stack's side: places bytes {@code ahead} bytes beyond the published end.
     *
     * @return false when the stack's memory is used up; what comes in order while nothing is left to read always finds
     *     a place, so that a reader can go on
     * @throws IllegalArgumentException when they do not fit; the caller trims to the window first
     */
    boolean place(int ahead, ByteBuffer frame, int frameOffset, int lengthBytes) {
        if (ahead < 0 || ahead + lengthBytes > freeBytes()) {
            throw new IllegalArgumentException(lengthBytes + " bytes at " + ahead + " do not fit into " + freeBytes());
        }
        if (discarded) {
            return false;
        }
        reclaim();
        long start = published + ahead;
        boolean anyway = ahead == 0 && consumed == published;
        if (!haveChunks(start, start + lengthBytes, anyway)) {
            return false;
        }
        int placed = 0;
        while (placed < lengthBytes) {
            int at = (int) (start + placed) & (CHUNK_BYTES - 1);
            int piece = Math.min(lengthBytes - placed, CHUNK_BYTES - at);
            frame.get(frameOffset + placed, chunks.at(start + placed), at, piece);
            placed += piece;
        }
        return true;
    }

    private boolean haveChunks(long start, long end, boolean anyway) {
        for (long chunk = ChunkTable.chunkStart(start); chunk < end; chunk += CHUNK_BYTES) {
            if (chunk < chunksEnd && chunks.at(chunk) != ChunkPool.NONE) {
                continue;
            }
            byte[] taken = anyway ? pool.takeAnyway() : pool.take();
            if (taken == ChunkPool.NONE) {
                return false;
            }
            chunks.put(chunk, taken, chunksStart);
            chunksHeld++;
            chunksEnd = Math.max(chunksEnd, chunk + CHUNK_BYTES);
        }
        return true;
    }

    /** Stack's side: so many placed bytes are in order now. */
    void publish(int lengthBytes) {
        long end = published;
        published = end + lengthBytes;
    }

    /** Stack's side: what the application has read goes back to the pool. */
    void reclaim() {
        if (discarded) {
            return;
        }
        long read = consumed;
        while (chunksStart + CHUNK_BYTES <= read) {
            giveBack(chunksStart);
            chunksStart += CHUNK_BYTES;
        }
    }

    /** Stack's side: the same, and an empty buffer holds no chunk. Not while bytes stand out of order. */
    void reclaimAll() {
        reclaim();
        if (discarded || consumed != published || chunksHeld == 0) {
            return;
        }
        for (long chunk = chunksStart; chunk < chunksEnd; chunk += CHUNK_BYTES) {
            giveBack(chunk);
        }
        chunksEnd = chunksStart;
        chunks.trim();
    }

    private void giveBack(long chunk) {
        if (chunk < chunksEnd && chunks.at(chunk) != ChunkPool.NONE) {
            pool.give(chunks.remove(chunk));
            chunksHeld--;
        }
    }

    /**
     * Stack's side: nobody will read any more. The chunks are left to the collector and not to other connections,
     * because a reader that does not know yet may be looking at them.
     */
    void discard() {
        pool.forget(chunksHeld);
        chunksHeld = 0;
        discarded = true;
    }

    /** What is held of the stack's memory. */
    int memoryBytes() {
        return chunksHeld * CHUNK_BYTES;
    }

    /** Bytes that {@link #take} would return now. */
    public int readableBytes() {
        return (int) (published - consumed);
    }

    /** Application's side: moves up to {@code lengthBytes} out, and returns how many. */
    public int take(byte[] target, int offset, int lengthBytes) {
        long start = consumed;
        int wanted = (int) Math.min(lengthBytes, published - start);
        int taken = 0;
        while (taken < wanted) {
            int at = (int) (start + taken) & (CHUNK_BYTES - 1);
            int piece = Math.min(wanted - taken, CHUNK_BYTES - at);
            System.arraycopy(chunks.at(start + taken), at, target, offset + taken, piece);
            taken += piece;
        }
        consumed = start + taken;
        return taken;
    }
}
