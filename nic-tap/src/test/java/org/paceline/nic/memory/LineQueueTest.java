package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private record Waiting(long leaveNs, int lengthBytes) {}

    @Test
    void aFrameCountsUntilItHasLeft() {
        LineQueue queue = new LineQueue(10, 10_000);
        queue.add(100, 60);

        queue.drain(99);
        assertEquals(1, queue.packets());
        assertEquals(60, queue.bytes());
        queue.drain(100);
        assertEquals(0, queue.packets());
        assertEquals(0, queue.bytes());
    }

    @Test
    void eitherBoundCloses() {
        LineQueue queue = new LineQueue(2, 1_000);
        queue.add(1, 900);
        assertTrue(queue.hasRoom(100));
        assertFalse(queue.hasRoom(101));

        queue.add(2, 10);
        assertFalse(queue.hasRoom(1));
    }

    @Test
    void growingKeepsWhatWaits() {
        SplittableRandom random = new SplittableRandom(3);
        LineQueue queue = new LineQueue(1_000, Long.MAX_VALUE);
        ArrayDeque<Waiting> expected = new ArrayDeque<>();
        long nowNs = 0;
        for (int frame = 0; frame < 50_000; frame++) {
            int lengthBytes = 60 + random.nextInt(1_455);
            if (queue.hasRoom(lengthBytes)) {
                queue.add(frame * 10L, lengthBytes);
                expected.add(new Waiting(frame * 10L, lengthBytes));
            }
            if (random.nextInt(400) == 0) {
                nowNs = random.nextLong(nowNs, frame * 10L + 1);
            }
            queue.drain(nowNs);
            while (!expected.isEmpty() && expected.peek().leaveNs <= nowNs) {
                expected.remove();
            }
            assertEquals(expected.size(), queue.packets());
            assertEquals(expected.stream().mapToLong(Waiting::lengthBytes).sum(), queue.bytes());
        }
    }
}
