package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.WireDevice;
import org.paceline.nic.wire.EthernetHeader;

/** A frame sent, one received, a sleep and a wake-up cost no garbage. */
@Tag("netns")
class DeviceAllocationTest {
    private static final int WARM_UP_FRAMES = 3_000;
    private static final int FRAMES = 10_000;

    /** Far below one object a frame, above the odd one that the virtual machine adds on its own. */
    private static final long ALLOWANCE_BYTES = FRAMES / 2;

    private static final long PATIENCE_NS = 5_000_000_000L;

    private final VethPair cable = new VethPair();
    private final ByteBuffer frame = ByteBuffer.allocateDirect(65_554);

    @AfterEach
    void close() {
        cable.close();
    }

    @Test
    void aPacketSocketAllocatesNothing() {
        try (PacketSocketDevice near = cable.nearDevice(PacketSettings.defaults());
                PacketSocketDevice far = cable.farDevice(PacketSettings.defaults())) {
            assertAllocatesNothing(() -> passOne(near, far));
            assertEquals(WARM_UP_FRAMES + FRAMES, near.queuedFrames());
        }
    }

    @Test
    void aTapDeviceAllocatesNothing() {
        try (TapDevice tap = cable.near.call(() -> TapDevice.open("pace0"))) {
            cable.near.run(() -> LinkSettings.of("pace0").bringUp());
            EthernetHeader.write(frame, 0, 0x0200_0000_0099L, 0x0200_0000_0055L, 0x88b5);
            assertAllocatesNothing(() -> {
                tap.send(frame, 1_514);
                tap.receive(frame);
                tap.wakeUp();
                tap.awaitFrame(PATIENCE_NS);
            });
            assertEquals(WARM_UP_FRAMES + FRAMES, tap.queuedFrames());
        }
    }

    private void passOne(WireDevice sender, WireDevice receiver) {
        EthernetHeader.write(frame, 0, receiver.capabilities().macAddress(), 0x0200_0000_0055L, 0x88b5);
        sender.send(frame, 1_514);
        while (receiver.receive(frame) == 0) {
            receiver.awaitFrame(PATIENCE_NS);
        }
        sender.wakeUp();
        sender.awaitFrame(PATIENCE_NS);
    }

    private static void assertAllocatesNothing(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP_FRAMES; i++) {
            work.run();
        }
        long beforeBytes = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FRAMES; i++) {
            work.run();
        }
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - beforeBytes;
        assertTrue(allocatedBytes < ALLOWANCE_BYTES, allocatedBytes + " bytes for " + FRAMES + " frames");
    }
}
