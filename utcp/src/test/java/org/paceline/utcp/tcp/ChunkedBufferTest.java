package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers hold memory for what they hold and no more, and take it from the stack's budget. */
class ChunkedBufferTest {
    private static final int CHUNK = ChunkPool.CHUNK_BYTES;

    private final MemoryBudget budget = MemoryBudget.of(4 * CHUNK);
    private final ChunkPool pool = new ChunkPool(budget);
    private final byte[] text = new byte[16 * CHUNK];
    private final ByteBuffer frame = ByteBuffer.allocate(70_000);

    private static byte pattern(long position) {
        return (byte) ((position * 0x9e37_79b9_7f4a_7c15L) >>> 56);
    }

    private static void fill(byte[] target, int count, long position) {
        for (int index = 0; index < count; index++) {
            target[index] = pattern(position + index);
        }
    }

    @Test
    void anEmptyBufferHoldsNothing() {
        SendBuffer out = new SendBuffer(1 << 20, SendBuffer.MAX_BYTES, pool);
        ReceiveBuffer in = new ReceiveBuffer(1 << 20, pool);
        assertEquals(0, budget.heldBytes());
        out.append(text, 0, 100);
        in.place(0, frame, 0, 100);
        in.publish(100);
        assertEquals(2 * CHUNK, budget.heldBytes());
        out.release(100);
        in.take(text, 0, 100);
        in.reclaimAll();
        assertEquals(0, budget.heldBytes());
    }

    @Test
    void whatIsAcknowledgedGoesBackChunkByChunk() {
        SendBuffer out = new SendBuffer(1 << 20, SendBuffer.MAX_BYTES, pool);
        assertEquals(3 * CHUNK, out.append(text, 0, 3 * CHUNK));
        out.release(CHUNK - 1);
        assertEquals(3 * CHUNK, budget.heldBytes());
        out.release(1);
        assertEquals(2 * CHUNK, budget.heldBytes());
        assertEquals(2 * CHUNK, out.memoryBytes());
    }

    /** Complaint: a writer that met exhausted memory was never woken, or polled in vain. */
    @Test
    void aWriterWithoutMemoryWaitsForItsOwnAcknowledgments() {
        SendBuffer out = new SendBuffer(1 << 20, SendBuffer.MAX_BYTES, pool);
        assertEquals(4 * CHUNK, out.append(text, 0, 5 * CHUNK));
        assertEquals(0, out.append(text, 0, 1));
        assertEquals(0, out.freeBytes(), "it is not told to try again");
        out.release(CHUNK);
        assertTrue(out.freeBytes() > 0, "now it is");
        assertEquals(CHUNK, out.append(text, 0, 2 * CHUNK));
    }

    @Test
    void anEmptySendBufferGetsAChunkFromAnExhaustedBudget() {
        assertTrue(budget.reserve(4 * CHUNK));
        SendBuffer out = new SendBuffer(1 << 20, SendBuffer.MAX_BYTES, pool);
        assertEquals(CHUNK, out.append(text, 0, 2 * CHUNK));
        assertEquals(0, out.freeBytes());
        out.release(CHUNK);
        assertEquals(CHUNK, out.append(text, 0, 2 * CHUNK));
    }

    @Test
    void textInOrderFindsAPlaceWhenNothingIsLeftToRead() {
        assertTrue(budget.reserve(4 * CHUNK));
        ReceiveBuffer in = new ReceiveBuffer(1 << 20, pool);
        assertFalse(in.place(1_000, frame, 0, 1_000), "out of order it can wait");
        assertTrue(in.place(0, frame, 0, 1_000));
        in.publish(1_000);
        assertTrue(in.place(0, frame, 0, 1_000), "the chunk has room");
        assertFalse(in.place(CHUNK, frame, 0, 1_000), "the reader has something to do");
    }

    @Test
    void aDiscardedBufferGivesEverythingBackAndTakesNothing() {
        SendBuffer out = new SendBuffer(1 << 20, SendBuffer.MAX_BYTES, pool);
        ReceiveBuffer in = new ReceiveBuffer(1 << 20, pool);
        out.append(text, 0, CHUNK + 1);
        in.place(CHUNK, frame, 0, CHUNK + 1);
        out.discard();
        in.discard();
        assertEquals(0, budget.heldBytes());
        assertEquals(0, out.append(text, 0, 1));
        assertFalse(in.place(0, frame, 0, 1));
        assertFalse(out.empty(), "what was not acknowledged stays so");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyPatternOfWritesAndReleasesKeepsTheBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryBudget wide = MemoryBudget.of(1L << 30);
        SendBuffer out = new SendBuffer(1 + random.nextInt(40 * CHUNK), SendBuffer.MAX_BYTES, new ChunkPool(wide));
        long written = 0;
        long released = 0;
        for (int operation = 0; operation < 3_000; operation++) {
            int wanted = random.nextInt(3 * CHUNK);
            fill(text, wanted, written);
            written += out.append(text, 0, wanted);
            if (written > released) {
                long position = released + random.nextLong(written - released);
                int length = (int) Math.min(random.nextInt(1, 1_500), written - position);
                out.copy(position, length, frame, 7);
                for (int index = 0; index < length; index++) {
                    assertEquals(pattern(position + index), frame.get(7 + index));
                }
                int acknowledged = (int) random.nextLong(written - released + 1);
                out.release(acknowledged);
                released += acknowledged;
            }
            assertTrue(wide.heldBytes() <= written - released + 2L * CHUNK, "held " + wide.heldBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderOfArrivalKeepsTheBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryBudget wide = MemoryBudget.of(1L << 30);
        ReceiveBuffer in = new ReceiveBuffer(1 + random.nextInt(40 * CHUNK), new ChunkPool(wide));
        long read = 0;
        long end = 0;
        byte[] payload = new byte[9_000];
        for (int operation = 0; operation < 3_000; operation++) {
            int batch = Math.min(in.freeBytes(), random.nextInt(20_000));
            for (int at = batch; at > 0; ) {
                int length = Math.min(at, 1 + random.nextInt(9_000));
                at -= length;
                fill(payload, length, end + at);
                frame.put(3, payload, 0, length);
                assertTrue(in.place(at, frame, 3, length));
            }
            in.publish(batch);
            end += batch;
            int taken = in.take(text, 0, random.nextInt(30_000));
            for (int index = 0; index < taken; index++) {
                assertEquals(pattern(read + index), text[index]);
            }
            read += taken;
            in.reclaimAll();
            assertTrue(wide.heldBytes() <= end - read + 2L * CHUNK, "held " + wide.heldBytes());
        }
    }

    /** The boundary between threads: one appends and reads, the other one sends and delivers. */
    @Test
    @Timeout(60)
    void twoThreadsMayMeetInBothBuffers() throws Exception {
        long total = 64L << 20;
        MemoryBudget tight = MemoryBudget.of(20 * CHUNK);
        ChunkPool shared = new ChunkPool(tight);
        SendBuffer out = new SendBuffer(12 * CHUNK, SendBuffer.MAX_BYTES, shared);
        ReceiveBuffer in = new ReceiveBuffer(12 * CHUNK, shared);
        CompletableFuture<Long> application = CompletableFuture.supplyAsync(() -> applicationTurns(out, in, total));
        ByteBuffer wire = ByteBuffer.allocate(5_000);
        long sent = 0;
        SplittableRandom random = new SplittableRandom(7);
        while (sent < total) {
            int length = (int) Math.min(1 + random.nextInt(5_000), out.appendedBytes() - sent);
            if (length > 0 && length <= in.freeBytes()) {
                out.copy(sent, length, wire, 0);
                if (in.place(0, wire, 0, length)) {
                    in.publish(length);
                    out.release(length);
                    sent += length;
                }
            }
            in.reclaimAll();
        }
        assertEquals(total, application.get(60, TimeUnit.SECONDS));
        in.reclaimAll();
        out.release(0);
        assertEquals(0, tight.heldBytes());
    }

    private static long applicationTurns(SendBuffer out, ReceiveBuffer in, long total) {
        byte[] source = new byte[10_000];
        byte[] target = new byte[10_000];
        long written = 0;
        long read = 0;
        while (read < total) {
            int wanted = (int) Math.min(source.length, total - written);
            fill(source, wanted, written);
            written += out.append(source, 0, wanted);
            int taken = in.take(target, 0, target.length);
            for (int index = 0; index < taken; index++) {
                if (target[index] != pattern(read + index)) {
                    throw new AssertionError("byte " + (read + index));
                }
            }
            read += taken;
        }
        return read;
    }
}
