package org.paceline.utcp.tcp;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Bytes that the application wrote and the peer has not acknowledged, in chunks that are taken as they are needed.
 *
 * <p>One thread appends, another one (the stack's) copies out and releases. Positions are counted in bytes since the
 * connection began. When the buffer is full, or the stack's memory is used up, {@link #append} takes less; an empty
 * buffer always gets a chunk, so a writer that waits has data on its way whose acknowledgment will wake it.
 */
public final class SendBuffer {
    /** RFC 7323 2.2: a window is at most 2^30 bytes, so no buffer needs more. */
    static final int MAX_BYTES = 1 << 30;

    private static final int CHUNK_BYTES = ChunkPool.CHUNK_BYTES;
    private static final long NEVER_REFUSED = -1;
    private static final AtomicIntegerFieldUpdater<SendBuffer> TAIL_HELD =
            AtomicIntegerFieldUpdater.newUpdater(SendBuffer.class, "tailHeld");

    private final ChunkPool pool;
    private final ChunkTable chunks = new ChunkTable();
    private final int maximumBytes;

    /** Written by the stack's thread only. */
    private volatile int capacityBytes;

    /** Written by the application's thread only. */
    private volatile long appended;

    /** Written by the stack's thread only. */
    private volatile long released;

    /** Where {@link #released} stood when the memory was used up; written by the application's thread only. */
    private volatile long refusedAt = NEVER_REFUSED;

    /** 1 while a thread works on the chunk that the next byte goes to. */
    @SuppressWarnings("unused") // by TAIL_HELD
    private volatile int tailHeld;

    /** End of the positions that have chunks; belongs to the holder of the tail. */
    private long chunksEnd;

    /** Nothing will be sent any more, and nothing is taken. */
    private volatile boolean discarded;

    SendBuffer(int capacityBytes, int maximumBytes, ChunkPool pool) {
        this.capacityBytes = requireSize(capacityBytes);
        this.maximumBytes = maximumBytes;
        this.pool = pool;
    }

    static int requireSize(int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a buffer of " + bytes + " bytes is outside 1 to " + MAX_BYTES);
        }
        return bytes;
    }

    public int capacityBytes() {
        return capacityBytes;
    }

    /** Application's side: takes as many bytes as there is room for, and returns how many. */
    public int append(byte[] source, int offset, int lengthBytes) {
        while (!TAIL_HELD.compareAndSet(this, 0, 1)) {
            // the stack's thread takes an empty chunk back: a few stores
        }
        try {
            if (discarded) {
                return 0;
            }
            long end = appended;
            int wanted = (int) Math.min(lengthBytes, Math.max(0, capacityBytes - (end - released)));
            int taken = 0;
            while (taken < wanted && hasChunk(end + taken)) {
                int at = (int) (end + taken) & (CHUNK_BYTES - 1);
                int piece = Math.min(wanted - taken, CHUNK_BYTES - at);
                System.arraycopy(source, offset + taken, chunks.at(end + taken), at, piece);
                taken += piece;
            }
            appended = end + taken;
            return taken;
        } finally {
            tailHeld = 0;
            if (discarded) {
                discardChunks(); // the stack's thread found us here, and left it to us
            }
        }
    }

    private boolean hasChunk(long position) {
        if (position < chunksEnd) {
            return true;
        }
        long first = released;
        byte[] chunk = position == first ? pool.takeAnyway() : pool.take();
        if (chunk == ChunkPool.NONE) {
            refusedAt = first;
            return false;
        }
        chunks.put(position, chunk, first);
        chunksEnd = ChunkTable.chunkStart(position) + CHUNK_BYTES;
        return true;
    }

    /** Room for {@link #append}; none after the memory was used up, until something is acknowledged. */
    public int freeBytes() {
        long start = released;
        return start == refusedAt ? 0 : (int) Math.max(0, capacityBytes - (appended - start));
    }

    /** Stack's side: why nothing is left to send. */
    SendLimit limit(int segmentBytes) {
        int free = freeBytes();
        if (empty() || free >= segmentBytes) {
            return SendLimit.APPLICATION;
        }
        return released == refusedAt ? SendLimit.MEMORY : SendLimit.SEND_BUFFER;
    }

    /** Whether everything written is acknowledged. */
    public boolean empty() {
        return appended == released;
    }

    /** What is written and not acknowledged. */
    public int heldBytes() {
        return (int) (appended - released);
    }

    /** Stack's side: the buffer becomes so large, up to its maximum, unless memory is short. It never shrinks. */
    void expand(long wantedBytes) {
        if (wantedBytes > capacityBytes && capacityBytes < maximumBytes && !pool.underPressure()) {
            capacityBytes = (int) Math.min(wantedBytes, maximumBytes);
        }
    }

    /** Stack's side: end of what may be sent. */
    long appendedBytes() {
        return appended;
    }

    long releasedBytes() {
        return released;
    }

    /** Stack's side: copies bytes from a position on into a frame. */
    void copy(long position, int lengthBytes, ByteBuffer frame, int frameOffset) {
        int copied = 0;
        while (copied < lengthBytes) {
            int at = (int) (position + copied) & (CHUNK_BYTES - 1);
            int piece = Math.min(lengthBytes - copied, CHUNK_BYTES - at);
            frame.put(frameOffset + copied, chunks.at(position + copied), at, piece);
            copied += piece;
        }
    }

    /** Stack's side: the oldest bytes are acknowledged and make room. */
    void release(int lengthBytes) {
        long start = released;
        long end = start + lengthBytes;
        for (long chunk = ChunkTable.chunkStart(start); chunk + CHUNK_BYTES <= end; chunk += CHUNK_BYTES) {
            pool.give(chunks.remove(chunk));
        }
        released = end;
        if (appended == end) {
            releaseTail(end);
        }
    }

    /** An empty buffer holds no chunk; when the application is just writing, it is about to be empty no more. */
    private void releaseTail(long end) {
        if (!TAIL_HELD.compareAndSet(this, 0, 1)) {
            return;
        }
        if (appended == end && chunksEnd > end) {
            pool.give(chunks.remove(end));
            chunksEnd = ChunkTable.chunkStart(end);
        }
        if (appended == end) {
            chunks.trim();
        }
        tailHeld = 0;
    }

    /** Stack's side, once the connection is over: nothing will be sent any more. */
    void discard() {
        discarded = true;
        discardChunks();
    }

    private void discardChunks() {
        if (!TAIL_HELD.compareAndSet(this, 0, 1)) {
            return;
        }
        long first = ChunkTable.chunkStart(released);
        for (long chunk = first; chunk < chunksEnd; chunk += CHUNK_BYTES) {
            pool.give(chunks.remove(chunk));
        }
        chunksEnd = Math.min(chunksEnd, first);
        tailHeld = 0;
    }

    /** What is held of the stack's memory, to within what the application is just writing. */
    int memoryBytes() {
        return (int) Math.max(0, chunksEnd - ChunkTable.chunkStart(released));
    }
}
