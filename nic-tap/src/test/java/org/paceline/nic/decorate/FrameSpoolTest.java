package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSpoolTest {
    private final List<String> taken = new ArrayList<>();
    private final FrameSpool spool = new FrameSpool(256);

    @Test
    void framesComeOutAsTheyWentIn() throws IOException {
        offer("abc", 7);
        spool.offer(1, FrameDirection.OUTBOUND, 8, ScriptedDevice.frame("defgh"), 2, 5);

        assertEquals(2, drain());
        assertEquals(List.of("0 INBOUND 7 abc 3", "1 OUTBOUND 8 de 5"), taken);
        assertEquals(0, drain());
    }

    @Test
    void aFullSpoolTakesNothingUntilItIsDrained() throws IOException {
        int frames = 0;
        while (offer("0123456789abcdef", frames)) {
            frames++;
        }
        assertEquals(6, frames, "256 bytes hold six records of 40");
        assertFalse(offer("x", 0), "the sixteen bytes left hold no header");

        assertEquals(6, drain());
        assertTrue(offer("x", 0));
    }

    @Test
    void everyLengthSurvivesTheEndOfTheRing() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text = "a".repeat(1 + i % 90);
            assertTrue(offer(text, i));
            expected.add("0 INBOUND " + i + " " + text + " " + text.length());
            assertEquals(1, drain());
        }
        assertEquals(expected, taken);
    }

    @Test
    void aFrameThatNeverFitsIsRefused() {
        assertFalse(offer("a".repeat(300), 0));
    }

    @Test
    void aSizeThatIsNoPowerOfTwoIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FrameSpool(257));
    }

    @Test
    void twoThreadsLoseAndMixUpNothing() throws InterruptedException, IOException {
        int frames = 50_000;
        FrameSpool shared = new FrameSpool(4_096);
        Thread producer = new Thread(() -> {
            ByteBuffer frame = ByteBuffer.allocateDirect(128);
            for (int i = 0; i < frames; i++) {
                frame.putInt(0, i);
                while (!shared.offer(0, FrameDirection.INBOUND, i, frame, 4 + i % 100, 4 + i % 100)) {
                    Thread.onSpinWait();
                }
            }
        });
        producer.start();

        long[] next = new long[1];
        while (next[0] < frames) {
            shared.drain((interfaceNumber, direction, timeNs, bytes, offset, storedBytes, lengthBytes) -> {
                assertEquals(next[0], timeNs);
                assertEquals(next[0], bytes.getInt(offset));
                assertEquals(4 + timeNs % 100, storedBytes);
                next[0]++;
            });
        }
        producer.join();
    }

    private boolean offer(String text, long timeNs) {
        return spool.offer(0, FrameDirection.INBOUND, timeNs, ScriptedDevice.frame(text), text.length(), text.length());
    }

    private int drain() throws IOException {
        return spool.drain((interfaceNumber, direction, timeNs, bytes, offset, storedBytes, lengthBytes) -> {
            String text = ScriptedDevice.text(bytes.slice(offset, storedBytes), storedBytes);
            taken.add(interfaceNumber + " " + direction + " " + timeNs + " " + text + " " + lengthBytes);
        });
    }
}
