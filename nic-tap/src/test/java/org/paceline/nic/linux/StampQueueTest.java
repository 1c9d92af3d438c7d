package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;
import org.paceline.nic.TxStamps;

/** The kernel's own stamps, on a cable between two namespaces. */
@Tag("netns")
class StampQueueTest {
    private static final int FRAME_BYTES = 60;
    private static final long SHORT_NS = 1_000_000;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(FRAME_BYTES);

    @Test
    void everyFrameIsStampedBetweenItsCallAndTheNextReading() {
        try (VethPair cable = new VethPair();
                PacketSocketDevice device =
                        cable.nearDevice(PacketSettings.defaults().withTxStamps(true))) {
            TxStamps stamps = device.stamps();
            for (int number = 0; number < 100; number++) {
                long beforeNs = System.nanoTime();
                assertTrue(device.send(frame, FRAME_BYTES));
                assertEquals(number, stamps.sentNumber());
                assertTrue(stamps.next(), "a veth stamps within the call");
                long afterNs = System.nanoTime();

                assertEquals(number, stamps.number());
                // the wall clock of the stamps may drift by 5 us before it is measured again
                assertTrue(
                        stamps.stampNs() > beforeNs - 5_000 && stamps.stampNs() < afterNs + 5_000,
                        () -> beforeNs + " < " + stamps.stampNs() + " < " + afterNs);
                assertFalse(stamps.next());
            }
        }
    }

    @Test
    void aStampThatWaitsIsNoFailureOfTheDevice() {
        try (VethPair cable = new VethPair();
                PacketSocketDevice device =
                        cable.nearDevice(PacketSettings.defaults().withTxStamps(true))) {
            assertTrue(device.send(frame, FRAME_BYTES));
            device.awaitFrame(SHORT_NS);
            assertTrue(device.stamps().next());
        }
    }

    @Test
    void aDeviceThatGoesDownFailsWithStampsToo() {
        try (VethPair cable = new VethPair();
                PacketSocketDevice device =
                        cable.nearDevice(PacketSettings.defaults().withTxStamps(true))) {
            TestNamespaces.run(cable.near, "ip", "link", "set", VethPair.NEAR, "down");
            assertThrows(DeviceException.class, () -> device.awaitFrame(SHORT_NS));
        }
    }

    @Test
    void withoutBeingAskedTheKernelStampsNothing() {
        try (VethPair cable = new VethPair();
                PacketSocketDevice device = cable.nearDevice(PacketSettings.defaults())) {
            assertTrue(device.send(frame, FRAME_BYTES));
            assertFalse(device.stamps().offered());
            assertFalse(device.stamps().next());
        }
    }
}
