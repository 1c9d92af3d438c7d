package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturingDeviceTest {
    private final ScriptedDevice inner = new ScriptedDevice();
    private long nowNs = 5_000;

    @TempDir
    Path directory;

    @Test
    void bothDirectionsAreCapturedWithTheirTimes() throws IOException {
        Path path = directory.resolve("both.pcapng");
        try (CaptureFile file = virtual(path);
                CapturingDevice device = new CapturingDevice(inner, file, 0, () -> nowNs)) {
            inner.arrives("answer");
            assertTrue(ScriptedDevice.send(device, "question"));
            assertEquals(List.of("answer"), ScriptedDevice.received(device));
            assertEquals(1_000, device.arrivalNs());
        }

        assertEquals(
                List.of(
                        new PcapngFile.Frame(0, 5_000, 2, 8, "question"),
                        new PcapngFile.Frame(0, 1_000, 1, 6, "answer")),
                PcapngFile.read(path).frames);
        assertEquals(List.of("question"), inner.sent());
        assertTrue(inner.closed());
    }

    @Test
    void aRefusedFrameIsNotCaptured() throws IOException {
        Path path = directory.resolve("refused.pcapng");
        inner.roomFor(0);
        try (CaptureFile file = virtual(path);
                CapturingDevice device = new CapturingDevice(inner, file, 0, () -> nowNs)) {
            assertFalse(ScriptedDevice.send(device, "question"));
        }

        assertEquals(List.of(), PcapngFile.read(path).frames);
    }

    @Test
    void aFileOfItsOwnIsClosedWithTheDevice() throws IOException {
        Path path = directory.resolve("own.pcapng");
        long beforeMs = System.currentTimeMillis();
        try (CapturingDevice device = CapturingDevice.into(path, inner)) {
            ScriptedDevice.send(device, "question");
            assertEquals(0, device.droppedFrames());
        }

        PcapngFile capture = PcapngFile.read(path);
        assertEquals(List.of("scripted:0"), capture.interfaces);
        assertEquals(1, capture.frames.size());
        long sentMs = capture.frames.get(0).epochNs() / 1_000_000;
        assertTrue(sentMs >= beforeMs - 1 && sentMs <= System.currentTimeMillis() + 1, sentMs + " since 1970");
    }

    @Test
    void twoDevicesShareAFileAndKeepApart() throws IOException {
        Path path = directory.resolve("shared.pcapng");
        try (CaptureFile file = CaptureFile.create(path, "test", List.of("a", "b"), 0);
                CapturingDevice a = new CapturingDevice(inner, file, 0, () -> nowNs);
                CapturingDevice b = new CapturingDevice(new ScriptedDevice(), file, 1, () -> nowNs)) {
            ScriptedDevice.send(b, "second");
            ScriptedDevice.send(a, "first");
        }

        assertEquals(
                List.of(1, 0),
                PcapngFile.read(path).frames.stream()
                        .map(PcapngFile.Frame::interfaceNumber)
                        .toList());
    }

    @Test
    void waitingAndWakingReachTheDevice() {
        try (CaptureFile file = virtual(directory.resolve("wait.pcapng"));
                CapturingDevice device = new CapturingDevice(inner, file, 0, () -> nowNs)) {
            device.awaitFrame(5);
            device.wakeUp();
            assertEquals(inner.capabilities(), device.capabilities());
            assertEquals(0, device.transmitted().queuedFrames());
        }

        assertEquals(1, inner.awaits());
        assertEquals(1, inner.wakeUps());
    }

    @Test
    void whatIsOfferedIsInTheFileAfterAWhileEvenWithoutClosing() throws IOException, InterruptedException {
        Path path = directory.resolve("open.pcapng");
        try (CaptureFile file = virtual(path)) {
            file.offer(0, FrameDirection.INBOUND, 1, ScriptedDevice.frame("early"), 5);
            long deadlineNs = System.nanoTime() + 20_000_000_000L;
            while (Files.size(path) < 100 && System.nanoTime() < deadlineNs) {
                Thread.sleep(5);
            }

            assertEquals(1, PcapngFile.read(path).frames.size());
        }
    }

    private static CaptureFile virtual(Path path) {
        return CaptureFile.create(path, "test", List.of("scripted:0"), 0);
    }
}
