package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two buffers between application and stack, within their first chunk. */
class BufferTest {
    private static final ChunkPool POOL = new ChunkPool(MemoryBudget.unlimited());

    private final SendBuffer out = new SendBuffer(16, SendBuffer.MAX_BYTES, POOL);
    private final ReceiveBuffer in = new ReceiveBuffer(16, POOL);
    private final ByteBuffer frame = ByteBuffer.allocate(64);

    private static byte[] bytes(int from, int count) {
        byte[] bytes = new byte[count];
        for (int index = 0; index < count; index++) {
            bytes[index] = (byte) (from + index);
        }
        return bytes;
    }

    private byte[] take(int lengthBytes) {
        byte[] target = new byte[lengthBytes];
        assertEquals(lengthBytes, in.take(target, 0, lengthBytes));
        return target;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 30) + 1, Integer.MAX_VALUE})
    void aSizeThatNoWindowCanHaveIsRefused(int bytes) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new SendBuffer(bytes, SendBuffer.MAX_BYTES, POOL));
        assertEquals("a buffer of " + bytes + " bytes is outside 1 to 1073741824", e.getMessage());
    }

    @Test
    void aFullBufferTakesLess() {
        assertEquals(10, out.append(bytes(0, 10), 0, 10));
        assertEquals(6, out.append(bytes(10, 10), 0, 10));
        assertEquals(0, out.append(bytes(20, 1), 0, 1));
        out.release(4);
        assertEquals(4, out.freeBytes());
    }

    @Test
    void textIsCopiedFromAnyPosition() {
        out.append(bytes(0, 12), 0, 12);
        out.release(12);
        out.append(bytes(12, 10), 0, 10);
        out.copy(13, 8, frame, 5);

        assertArrayEquals(bytes(13, 8), Arrays.copyOfRange(frame.array(), 5, 13));
        assertEquals(22, out.appendedBytes());
        assertEquals(12, out.releasedBytes());
    }

    @Test
    void textIsReadOnceItIsInOrder() {
        frame.put(0, bytes(4, 4));
        in.place(4, frame, 0, 4);
        assertEquals(0, in.readableBytes());
        frame.put(0, bytes(0, 4));
        in.place(0, frame, 0, 4);
        in.publish(8);

        assertEquals(8, in.readableBytes());
        assertArrayEquals(bytes(0, 8), take(8));
        assertEquals(16, in.freeBytes());
    }

    @Test
    void roomThatWasReadIsUsedAgain() {
        frame.put(0, bytes(0, 16));
        in.place(0, frame, 0, 12);
        in.publish(12);
        take(12);
        frame.put(0, bytes(12, 16));
        in.place(0, frame, 0, 16);
        in.publish(16);

        assertArrayEquals(bytes(12, 16), take(16));
    }

    @ParameterizedTest
    @CsvSource({"0, 17", "1, 16", "16, 1", "-1, 2"})
    void whatDoesNotFitIsAMistakeOfTheCaller(int ahead, int lengthBytes) {
        assertThrows(IllegalArgumentException.class, () -> in.place(ahead, frame, 0, lengthBytes));
    }
}
