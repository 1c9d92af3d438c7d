package org.paceline.nic.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A frame over a harmful link allocates nothing once the link has seen its depth. */
class LinkAllocationTest {
    private static final int FRAMES = 200_000;

    /** For the JVM's own doings on this thread; a single object a frame would be 16 times as much. */
    private static final long SPARE_BYTES = FRAMES;

    private final SimulatedLink link = new SimulatedLink(
            LinkModel.defaults()
                    .withRateBitsPerSecond(1_000_000_000)
                    .withDelayNs(1_000_000)
                    .withLoss(0.01)
                    .withReordering(0.01, 100_000)
                    .withDuplication(0.01)
                    .withCorruption(0.01)
                    .withUnseenCorruption(0.01)
                    .withBursts(new BurstLoss(0.001, 0.1, 0.5))
                    .withPolicer(new Policer(990_000_000, 100_000))
                    .withMarkPackets(1)
                    .withJitterNs(1_000),
            1);
    private final ByteBuffer frame = ByteBuffer.allocateDirect(1514);
    private long nowNs;

    @Test
    void aFrameAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        carry(FRAMES / 4);

        long beforeBytes = threads.getThreadAllocatedBytes(thread);
        carry(FRAMES);
        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - beforeBytes;

        assertTrue(allocatedBytes < SPARE_BYTES, allocatedBytes + " bytes for " + FRAMES + " frames");
        assertTrue(link.delivered() > FRAMES);
    }

    private void carry(int frames) {
        for (int i = 0; i < frames; i++) {
            nowNs += 12_500;
            link.offer(nowNs, frame, 1514);
            while (link.poll(nowNs, frame) > 0) {}
        }
    }
}
