package org.paceline.nic.decorate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureAllocationTest {
    private static final int FRAMES = 5_000;

    /** Far below one object a frame. */
    private static final long ALLOWANCE_BYTES = FRAMES / 2;

    @TempDir
    Path directory;

    @Test
    void aFrameOfferedCostsNoGarbage() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer frame = ByteBuffer.allocateDirect(1_514);
        Path path = directory.resolve("capture.pcapng");
        try (CaptureFile file = CaptureFile.create(path, "test", List.of("a"), 0)) {
            offer(file, frame);
            long beforeBytes = threads.getCurrentThreadAllocatedBytes();
            offer(file, frame);
            long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - beforeBytes;

            assertTrue(allocatedBytes < ALLOWANCE_BYTES, allocatedBytes + " bytes for " + FRAMES + " frames");
        }
    }

    private static void offer(CaptureFile file, ByteBuffer frame) {
        for (int i = 0; i < FRAMES; i++) {
            file.offer(0, FrameDirection.OUTBOUND, i, frame, 1_514);
        }
    }
}
