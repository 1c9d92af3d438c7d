package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.InternetChecksum;
import org.paceline.nic.wire.Ipv4Header;
import org.paceline.nic.wire.MacAddress;

@Tag("netns")
class PacketSocketDeviceTest {
    private static final long LONG_NS = 5_000_000_000L;
    private static final PacketSettings DEFAULTS = PacketSettings.defaults();

    private VethPair cable = new VethPair();

    @AfterEach
    void close() {
        cable.close();
    }

    @Test
    void theKernelAnswersArpAndPing() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            KernelPeer peer = new KernelPeer(device);

            long kernelMac = peer.resolve();

            assertEquals(cable.far.call(() -> LinkSettings.of(VethPair.FAR).macAddress()), kernelMac);
            setNeighbour(device);
            assertEquals(5, peer.ping(kernelMac, 5));
        }
    }

    @Test
    void theInterfacesOwnAddressIsTakenWhenAsked() {
        long interfaceMac = cable.near.call(() -> LinkSettings.of(VethPair.NEAR).macAddress());

        try (PacketSocketDevice ours = cable.nearDevice(DEFAULTS);
                PacketSocketDevice theirs = cable.nearDevice(DEFAULTS.withMacAddress(PacketSettings.INTERFACE_MAC))) {
            assertNotEquals(interfaceMac, ours.capabilities().macAddress());
            assertEquals(interfaceMac, theirs.capabilities().macAddress());
        }
    }

    @Test
    void ourOwnFramesDoNotComeBack() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS.withPromiscuous(true));
                PacketSocketDevice far = cable.farDevice(DEFAULTS.withPromiscuous(true))) {
            ByteBuffer frame = frame(device.capabilities().macAddress());
            device.send(frame, 60);
            assertEquals(60, awaited(far, frame));

            assertEquals(0, device.receive(frame));
        }
    }

    @Test
    void framesToOthersAreCountedAndNotHandedUp() {
        long stranger = MacAddress.parse("02:00:00:00:00:99");
        try (PacketSocketDevice sender = cable.farDevice(DEFAULTS);
                PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            sender.send(frame(stranger), 60);
            sender.send(frame(MacAddress.BROADCAST), 61);
            sender.send(frame(device.capabilities().macAddress()), 62);

            ByteBuffer frame = frame(0);
            assertEquals(61, awaited(device, frame));
            assertEquals(62, awaited(device, frame));
            assertEquals(1, device.foreignFrames());
        }
    }

    @Test
    void aPromiscuousDeviceHandsUpEverything() {
        long stranger = MacAddress.parse("02:00:00:00:00:99");
        try (PacketSocketDevice sender = cable.farDevice(DEFAULTS);
                PacketSocketDevice device = cable.nearDevice(DEFAULTS.withPromiscuous(true))) {
            sender.send(frame(stranger), 60);

            ByteBuffer frame = frame(0);
            assertEquals(60, awaited(device, frame));
            assertEquals(stranger, MacAddress.read(frame, 0));
        }
    }

    @Test
    void aChecksumThatTheKernelLeftOpenIsFilledIn() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            setNeighbour(device);
            assertTrue(cable.far.call(() -> LinkSettings.of(VethPair.FAR).offloaded(Offload.TX_CHECKSUM)));
            TestNamespaces.sendDatagram(cable.far, "10.9.0.77", new byte[33]);

            ByteBuffer frame = frame(0);
            assertEquals(42 + 33, awaited(device, frame));
            assertEquals(0, udpVerification(frame));
            assertEquals(1, device.filledChecksums());
        }
    }

    @Test
    void withoutOffloadsTheKernelFillsChecksumsItself() {
        cable.far.run(() -> LinkSettings.of(VethPair.FAR).offloadsOff());
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            setNeighbour(device);
            TestNamespaces.sendDatagram(cable.far, "10.9.0.77", new byte[33]);

            ByteBuffer frame = frame(0);
            awaited(device, frame);
            assertEquals(0, udpVerification(frame));
            assertEquals(0, device.filledChecksums());
        }
    }

    @Test
    void aFrameLargerThanASlotArrivesWhole() {
        cable.close();
        cable = new VethPair(65_000);
        byte[] data = new byte[60_000];
        new Random(7).nextBytes(data);
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            setNeighbour(device);
            TestNamespaces.sendDatagram(cable.far, "10.9.0.77", data);
            TestNamespaces.sendDatagram(cable.far, "10.9.0.77", new byte[33]);

            ByteBuffer frame = frame(0);
            assertEquals(42 + data.length, awaited(device, frame));
            byte[] received = new byte[data.length];
            frame.get(42, received);
            assertArrayEquals(data, received);
            assertEquals(0, udpVerification(frame));
            assertEquals(42 + 33, awaited(device, frame));
            assertEquals(0, device.cutFrames());
        }
    }

    @Test
    @Timeout(60)
    void largeFramesBeyondTheirQueueAreCountedAndNeverHandedUpInPart() {
        cable.close();
        cable = new VethPair(65_000);
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            setNeighbour(device);
            for (int i = 0; i < 200; i++) {
                TestNamespaces.sendDatagram(cable.far, "10.9.0.77", new byte[60_000]);
            }

            int taken = 0;
            ByteBuffer frame = frame(0);
            while (taken + device.cutFrames() < 200) {
                int lengthBytes = device.receive(frame);
                if (lengthBytes > 0) {
                    assertEquals(42 + 60_000, lengthBytes);
                    taken++;
                }
            }
            assertTrue(device.cutFrames() > 0, "12 MB do not fit the queue");
            assertTrue(taken > 0);
        }
    }

    @Test
    void aVlanTagIsBackInItsPlace() {
        try (PacketSocketDevice sender = cable.farDevice(DEFAULTS);
                PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            ByteBuffer sent = frame(device.capabilities().macAddress());
            sent.putInt(12, (EthernetHeader.TYPE_VLAN << 16) | 0xa005)
                    .putShort(16, (short) 0x88b5)
                    .putLong(18, 0x1122334455667788L);
            sender.send(sent, 64); // the receiving kernel takes the tag out before any socket sees the frame

            ByteBuffer frame = frame(0);
            assertEquals(64, awaited(device, frame));
            assertEquals(sent.slice(0, 64), frame.slice(0, 64));
        }
    }

    @Test
    void theArrivalLiesBetweenSendingAndReceiving() {
        try (PacketSocketDevice sender = cable.farDevice(DEFAULTS);
                PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            ByteBuffer frame = frame(device.capabilities().macAddress());
            for (int i = 0; i < 100; i++) {
                long sentNs = System.nanoTime();
                sender.send(frame, 60);
                awaited(device, frame);
                long receivedNs = System.nanoTime();

                // the two clocks are matched to within some microseconds, see ArrivalClock
                assertTrue(device.arrivalNs() > sentNs - 5_000, "before it was sent");
                assertTrue(device.arrivalNs() < receivedNs + 5_000, "after it was received");
            }
        }
    }

    @Test
    void framesBeyondTheRingAreCounted() {
        try (PacketSocketDevice sender = cable.farDevice(DEFAULTS);
                PacketSocketDevice device = cable.nearDevice(DEFAULTS.withRingBytes(64 << 10))) {
            ByteBuffer frame = frame(device.capabilities().macAddress());
            for (int i = 0; i < 100; i++) {
                sender.send(frame, 60);
            }
            int taken = 0;
            while (awaitedUntil(device, frame, 50_000_000) > 0) {
                taken++;
            }

            assertEquals(32, taken);
            assertEquals(68, device.lostFrames());
            assertEquals(68, device.lostFrames(), "a second question must not count anew");
        }
    }

    @Test
    void aFrameBeyondTheMtuIsRefusedWithItsSize() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            String message = DeviceFailure.messageOf(() -> device.send(frame(MacAddress.BROADCAST), 1_600));

            assertTrue(message.contains("1600"), message);
        }
    }

    @Test
    void framesBeforeASlowQueueAreStanding() {
        TestNamespaces.run(
                cable.near,
                "tc",
                "qdisc",
                "add",
                "dev",
                VethPair.NEAR,
                "root",
                "tbf",
                "rate",
                "80kbit",
                "burst",
                "1600",
                "limit",
                "1000000");
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            assertEquals(0, device.standingFrames());
            for (int i = 0; i < 20; i++) {
                device.send(frame(MacAddress.BROADCAST), 1_514);
            }

            // one passed at once, another leaves each 150 ms
            long standing = device.standingFrames();
            assertTrue(standing >= 17 && standing <= 19, standing + " frames");
            assertEquals(20, device.queuedFrames());
            assertTrue(device.completedFrames() < 5);
        }
    }

    @Test
    void aVirtualInterfaceHasNoRateWhateverItsDriverSays() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            assertTrue(device.line().queues());
            assertEquals(0, device.line().bitsPerSecond());
            assertTrue(
                    device.line().reason().contains("va is virtual (veth)"),
                    device.line().reason());
        }
    }

    @Test
    void aWakeUpIsNotLost() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            device.wakeUp();
            long beforeNs = System.nanoTime();
            device.awaitFrame(LONG_NS);

            assertTrue(System.nanoTime() - beforeNs < LONG_NS);
        }
    }

    @Test
    void aMissingInterfaceIsNamed() {
        String message = DeviceFailure.messageOf(() -> cable.near.call(() -> PacketSocketDevice.open("nosuch0")));

        assertTrue(message.contains("nosuch0"), message);
        assertTrue(message.contains("ip link"), message);
    }

    @Test
    void anInterfaceThatIsDownIsNamedWithTheRemedy() {
        cable.near.run(() -> LinkSettings.of(VethPair.NEAR).takeDown());

        String message = DeviceFailure.messageOf(() -> cable.nearDevice(DEFAULTS));

        assertTrue(message.contains("ip link set va up"), message);
    }

    @Test
    void anInterfaceThatGoesDownEndsTheWaitWithAClearFailure() {
        try (PacketSocketDevice device = cable.nearDevice(DEFAULTS)) {
            cable.near.run(() -> LinkSettings.of(VethPair.NEAR).takeDown());

            String message = DeviceFailure.messageOf(() -> device.awaitFrame(LONG_NS));

            assertTrue(message.contains("packet:va"), message);
        }
    }

    @Test
    void aClosedDeviceHasNothingWaiting() {
        PacketSocketDevice device = cable.nearDevice(DEFAULTS);
        device.close();
        device.close();

        assertEquals(0, device.receive(frame(0)));
        device.wakeUp();
    }

    private void setNeighbour(PacketSocketDevice device) {
        String mac = MacAddress.text(device.capabilities().macAddress());
        TestNamespaces.run(
                cable.far,
                "ip",
                "neigh",
                "replace",
                "10.9.0.77",
                "lladdr",
                mac,
                "dev",
                VethPair.FAR,
                "nud",
                "permanent");
    }

    private static ByteBuffer frame(long destination) {
        ByteBuffer frame = ByteBuffer.allocateDirect(65_554);
        EthernetHeader.write(frame, 0, destination, MacAddress.parse("02:00:00:00:00:55"), 0x88b5);
        return frame;
    }

    private static int awaited(PacketSocketDevice device, ByteBuffer frame) {
        return awaitedUntil(device, frame, LONG_NS);
    }

    private static int awaitedUntil(PacketSocketDevice device, ByteBuffer frame, long patienceNs) {
        long deadlineNs = System.nanoTime() + patienceNs;
        int lengthBytes = device.receive(frame);
        while (lengthBytes == 0 && System.nanoTime() < deadlineNs) {
            device.awaitFrame(deadlineNs - System.nanoTime());
            lengthBytes = device.receive(frame);
        }
        return lengthBytes;
    }

    /** 0 when the checksum of the UDP datagram in the frame is correct. */
    private static int udpVerification(ByteBuffer frame) {
        Ipv4Header ip = new Ipv4Header();
        assertTrue(ip.wrap(frame, EthernetHeader.LENGTH_BYTES, 65_500));
        return InternetChecksum.transportIpv4(
                frame, ip.payloadOffset(), ip.payloadBytes(), ip.source(), ip.destination(), ip.protocol());
    }
}
