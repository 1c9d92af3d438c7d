package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.MacAddress;

@Tag("netns")
class CaptureSocketTest {
    private static final long PATIENCE_NS = 5_000_000_000L;

    private final VethPair cable = new VethPair();
    private final CaptureSocket capture = cable.near.call(() -> CaptureSocket.open(VethPair.NEAR));
    private final ByteBuffer frame = ByteBuffer.allocateDirect(2_048);

    @AfterEach
    void close() {
        capture.close();
        cable.close();
    }

    @Test
    void bothDirectionsAreSeenAndToldApart() {
        try (PacketSocketDevice near = cable.nearDevice(PacketSettings.defaults());
                PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            near.send(frame(1), 60);
            assertEquals(60, awaited());
            assertTrue(capture.outbound());

            far.send(frame(2), 61);
            assertEquals(61, awaited());
            assertFalse(capture.outbound());
            assertEquals(2, frame.getInt(14));
        }
    }

    @Test
    void aThousandFramesComeInOrderWithoutLoss() {
        try (PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            for (int i = 0; i < 1_000; i++) {
                far.send(frame(i), 1_514);
            }
            long lastNs = 0;
            for (int i = 0; i < 1_000; i++) {
                assertEquals(1_514, awaited());
                assertEquals(i, frame.getInt(14));
                assertTrue(capture.epochNs() >= lastNs);
                lastNs = capture.epochNs();
            }
        }
        assertEquals(0, capture.lostFrames());
        assertEquals(1_000, capture.takenFrames());
    }

    @Test
    void framesBeyondTheMemoryAreCounted() {
        try (CaptureSocket small = cable.near.call(() -> CaptureSocket.open(VethPair.NEAR, 1));
                PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            int sent = 2_000;
            for (int i = 0; i < sent; i++) {
                far.send(frame(i), 1_514);
            }
            int taken = 0;
            while (taken + small.lostFrames() < sent) {
                if (small.receive(frame) > 0) {
                    taken++;
                } else {
                    small.awaitFrame(PATIENCE_NS);
                }
            }

            assertTrue(taken > 0);
            assertTrue(small.lostFrames() > 0);
        }
    }

    @Test
    void aSmallBufferGetsTheBeginningAndTheLengthOfTheWhole() {
        ByteBuffer small = ByteBuffer.allocateDirect(64);
        try (PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            far.send(frame(3), 1_514);
            capture.awaitFrame(PATIENCE_NS);

            assertEquals(64, capture.receive(small));
            assertEquals(1_514, capture.lengthBytes());
            assertEquals(3, small.getInt(14));
        }
    }

    @Test
    void theStampsAreTheWallClocks() {
        ArrivalClock clock = ArrivalClock.ofKernel();
        try (PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            long sentNs = System.nanoTime();
            far.send(frame(3), 60);
            long doneNs = System.nanoTime();
            awaited();

            long arrivedNs = clock.nanoTimeOf(capture.epochNs());
            assertTrue(arrivedNs > sentNs - 5_000 && arrivedNs < doneNs + PATIENCE_NS);
        }
    }

    @Test
    void aWakeUpEndsTheWait() {
        capture.wakeUp();
        long beforeNs = System.nanoTime();
        capture.awaitFrame(PATIENCE_NS);

        assertTrue(System.nanoTime() - beforeNs < PATIENCE_NS);
    }

    @Test
    void aClosedCaptureHasNothing() {
        capture.close();

        assertEquals(0, capture.receive(frame));
    }

    private int awaited() {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        int storedBytes = capture.receive(frame);
        while (storedBytes == 0 && System.nanoTime() < deadlineNs) {
            capture.awaitFrame(deadlineNs - System.nanoTime());
            storedBytes = capture.receive(frame);
        }
        return storedBytes;
    }

    private static ByteBuffer frame(int number) {
        ByteBuffer frame = ByteBuffer.allocateDirect(2_048);
        EthernetHeader.write(frame, 0, MacAddress.BROADCAST, MacAddress.parse("02:00:00:00:00:55"), 0x88b5);
        return frame.putInt(14, number);
    }
}
