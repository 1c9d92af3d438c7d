package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyDeviceTest {
    private static final FaultRates NONE = FaultRates.none();
    private static final int FRAMES = 10_000;

    private final ScriptedDevice inner = new ScriptedDevice();

    @Test
    void withoutFaultsFramesPassAsTheyAre() {
        FaultyDevice device = new FaultyDevice(inner, NONE, NONE, 1);
        inner.arrives("a", "b", "c");

        assertEquals(List.of("a", "b", "c"), ScriptedDevice.received(device));
        ScriptedDevice.send(device, "d");
        assertEquals(List.of("d"), inner.sent());
    }

    @Test
    void theShareOfLostFramesIsTheOneAskedFor() {
        FaultyDevice device = new FaultyDevice(inner, NONE, NONE.withDrop(0.1), 1);

        List<String> frames = sendNumbered(device);

        // 10,000 frames at 10 %: a standard deviation is 30 frames
        assertEquals(9_000f, inner.sent().size(), 150f);
        assertEquals(FRAMES - inner.sent().size(), device.droppedFrames());
        assertTrue(frames.containsAll(inner.sent()));
    }

    @Test
    void everyFrameOvertakesTheOneBefore() {
        FaultyDevice device = new FaultyDevice(inner, NONE.withReorder(1), NONE, 1);
        inner.arrives("a", "b", "c", "d", "e");

        assertEquals(List.of("b", "a", "d", "c"), ScriptedDevice.received(device));
        inner.arrives("f");
        assertEquals(List.of("f", "e"), ScriptedDevice.received(device));
        assertEquals(3, device.reorderedFrames());
    }

    @Test
    void everyFrameComesTwice() {
        FaultyDevice device = new FaultyDevice(inner, NONE.withDuplicate(1), NONE, 1);
        inner.arrives("a", "b");

        assertEquals(List.of("a", "a", "b", "b"), ScriptedDevice.received(device));
        assertEquals(2, device.duplicatedFrames());
    }

    @Test
    void corruptionFlipsOneBitAndLeavesTheCallersFrameAlone() {
        FaultyDevice device = new FaultyDevice(inner, NONE, NONE.withCorrupt(1), 1);
        ByteBuffer frame = ScriptedDevice.frame("abcdefgh");

        device.send(frame, 8);

        assertEquals("abcdefgh", ScriptedDevice.text(frame, 8));
        String sent = inner.sent().get(0);
        int flipped = 0;
        for (int i = 0; i < 8; i++) {
            flipped += Integer.bitCount("abcdefgh".charAt(i) ^ sent.charAt(i));
        }
        assertEquals(1, flipped);
        assertEquals(1, device.corruptedFrames());
    }

    @Test
    void theSameSeedMakesTheSameFaults() {
        assertEquals(sentWithSeed(7), sentWithSeed(7));
        assertNotEquals(sentWithSeed(7), sentWithSeed(8));
    }

    @Test
    void theDirectionsHaveFaultsOfTheirOwn() {
        FaultRates half = NONE.withDrop(0.5);
        FaultyDevice device = new FaultyDevice(inner, half, half, 7);
        List<String> frames = sendNumbered(device);
        inner.arrives(frames.toArray(String[]::new));

        assertNotEquals(inner.sent(), ScriptedDevice.received(device));
    }

    @Test
    void aFullQueueBelowDelaysAndLosesNothing() {
        FaultyDevice device = new FaultyDevice(inner, NONE, NONE.withDuplicate(1), 1);
        inner.roomFor(1);

        assertTrue(ScriptedDevice.send(device, "a"), "taken, though its duplicate still waits");
        assertFalse(ScriptedDevice.send(device, "b"));
        inner.roomFor(10);
        assertEquals(List.of(), ScriptedDevice.received(device));
        assertEquals(List.of("a", "a"), inner.sent());
        assertTrue(ScriptedDevice.send(device, "b"));
        assertEquals(List.of("a", "a", "b", "b"), inner.sent());
    }

    @Test
    void aFrameInsideNeedsNoSleep() {
        FaultyDevice device = new FaultyDevice(inner, NONE.withDuplicate(1), NONE, 1);
        inner.arrives("a");
        device.receive(ScriptedDevice.frame(""));

        device.awaitFrame(1_000);
        assertEquals(0, inner.awaits());
        ScriptedDevice.received(device);
        device.awaitFrame(1_000);
        assertEquals(1, inner.awaits());
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> NONE.withDrop(1.01));
        assertThrows(IllegalArgumentException.class, () -> NONE.withCorrupt(-0.01));
        assertThrows(IllegalArgumentException.class, () -> NONE.withReorder(Double.NaN));
    }

    private static List<String> sentWithSeed(long seed) {
        ScriptedDevice inner = new ScriptedDevice();
        sendNumbered(new FaultyDevice(inner, NONE, new FaultRates(0.1, 0.1, 0.1, 0.1), seed));
        return inner.sent();
    }

    private static List<String> sendNumbered(FaultyDevice device) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add("frame " + i);
            ScriptedDevice.send(device, "frame " + i);
        }
        return frames;
    }
}
