package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.nic.DeviceException;

class CaptureFileTest {
    private static final Path FULL_DISK = Path.of("/dev/full");

    private final ByteBuffer frame = ByteBuffer.allocateDirect(1_514);

    @TempDir
    Path directory;

    @Test
    void framesBeyondTheMemoryAreCountedHereAndInTheFile() throws IOException {
        Path path = directory.resolve("small.pcapng");
        CaptureFile file = CaptureFile.create(path, "test", List.of("a"), 0, 4_096);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += file.offer(0, FrameDirection.INBOUND, i, frame, 1_514) ? 1 : 0;
        }
        file.close();

        PcapngFile capture = PcapngFile.read(path);
        assertTrue(taken < 10_000, "the ring of two frames must have been full now and then");
        assertEquals(taken, capture.frames.size());
        assertEquals(10_000 - taken, file.droppedFrames());
        assertEquals(List.of(new PcapngFile.Statistics(0, 10_000, 10_000 - taken)), capture.statistics);
    }

    @Test
    void aTimeIsMovedToTheEpochByTheSameDistanceAlways() throws IOException {
        Path path = directory.resolve("times.pcapng");
        try (CaptureFile file = CaptureFile.create(path, "test", List.of("a"), 1_000_000)) {
            file.offer(0, FrameDirection.INBOUND, 7, frame, 60);
            file.offer(0, FrameDirection.INBOUND, 120_007, frame, 60);
        }

        List<PcapngFile.Frame> frames = PcapngFile.read(path).frames;
        assertEquals(1_000_007, frames.get(0).epochNs());
        assertEquals(1_120_007, frames.get(1).epochNs());
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        Path path = directory.resolve("missing").resolve("file.pcapng");

        DeviceException failure =
                assertThrows(DeviceException.class, () -> CaptureFile.create(path, "test", List.of("a")));

        assertTrue(String.valueOf(failure.getMessage()).contains(path.toString()), failure.getMessage());
    }

    @Test
    void aFullDiskIsReportedAtTheEndAndStopsNobody() {
        Assumptions.assumeTrue(Files.isWritable(FULL_DISK), "no /dev/full");
        CaptureFile file = CaptureFile.create(FULL_DISK, "test", List.of("a"), 0, 4_096);
        for (int i = 0; i < 10_000; i++) {
            file.offer(0, FrameDirection.INBOUND, i, frame, 1_514);
        }

        DeviceException failure = assertThrows(DeviceException.class, file::close);

        assertTrue(String.valueOf(failure.getMessage()).contains("/dev/full"), failure.getMessage());
        assertTrue(file.droppedFrames() > 0);
    }
}
