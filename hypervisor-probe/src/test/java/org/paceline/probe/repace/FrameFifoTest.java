package org.paceline.probe.repace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFifoTest {
    /** Against a queue of the library, over many turns of the ring. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void framesComeOutAsTheyWentIn(long seed) {
        Random random = new Random(seed);
        FrameFifo fifo = new FrameFifo(7, 1_000);
        Deque<byte[]> model = new ArrayDeque<>();
        int modelBytes = 0;
        ByteBuffer out = ByteBuffer.allocate(400);
        for (int step = 0; step < 20_000; step++) {
            byte[] frame = new byte[1 + random.nextInt(300)];
            random.nextBytes(frame);
            if (random.nextBoolean()) {
                boolean fits = model.size() < 7 && modelBytes + frame.length <= 1_000;
                assertEquals(fits, fifo.add(step, ByteBuffer.wrap(frame), frame.length));
                if (fits) {
                    model.add(frame);
                    modelBytes += frame.length;
                }
            } else if (!model.isEmpty()) {
                byte[] expected = model.remove();
                assertEquals(expected.length, fifo.copyHead(out));
                assertTrue(Arrays.equals(expected, 0, expected.length, out.array(), 0, expected.length));
                fifo.removeHead();
                modelBytes -= expected.length;
            }
            assertEquals(model.size(), fifo.frames());
            assertEquals(modelBytes, fifo.queuedBytes());
            assertEquals(model.isEmpty(), fifo.isEmpty());
        }
        assertFalse(fifo.add(0, ByteBuffer.allocate(2_000), 1_001));
    }
}
