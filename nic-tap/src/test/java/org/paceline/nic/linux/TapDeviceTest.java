package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;
import org.paceline.nic.wire.MacAddress;

@Tag("netns")
class TapDeviceTest {
    private static final long LONG_NS = 5_000_000_000L;

    private final NetworkNamespace namespace = TestNamespaces.created();
    private final TapDevice device = namespace.call(() -> TapDevice.open("pace0"));
    private final KernelPeer peer = new KernelPeer(device);

    @AfterEach
    void close() {
        device.close();
        namespace.close();
    }

    @Test
    void theKernelAnswersArpAndPing() {
        bringUp();

        long kernelMac = peer.resolve();

        assertEquals(namespace.call(() -> LinkSettings.of("pace0").macAddress()), kernelMac);
        TestNamespaces.run(
                namespace,
                "ip",
                "neigh",
                "replace",
                "10.9.0.77",
                "lladdr",
                ourMac(),
                "dev",
                "pace0",
                "nud",
                "permanent");
        assertEquals(5, peer.ping(kernelMac, 5));
    }

    @Test
    void theMtuIsTheInterfaces() {
        TestNamespaces.run(namespace, "ip", "tuntap", "add", "dev", "pace1", "mode", "tap");
        namespace.run(() -> LinkSettings.of("pace1").mtuBytes(9_000));

        try (TapDevice jumbo = namespace.call(() -> TapDevice.open("pace1"))) {
            assertEquals(9_000, jumbo.capabilities().mtuBytes());
            assertEquals(9_018, jumbo.capabilities().maxFrameBytes());
        }
        assertEquals(1_500, device.capabilities().mtuBytes());
    }

    @Test
    void ourAddressIsNotTheKernels() {
        long ours = device.capabilities().macAddress();

        assertFalse(MacAddress.isMulticast(ours));
        assertEquals(LocalMac.derived("pace0", 0), ours);
        assertTrue(ours != namespace.call(() -> LinkSettings.of("pace0").macAddress()));
    }

    @Test
    void aGivenAddressIsTaken() {
        long given = MacAddress.parse("02:00:00:00:00:07");
        try (TapDevice other = namespace.call(() -> TapDevice.open("pace1", given))) {
            assertEquals(given, other.capabilities().macAddress());
        }
    }

    @Test
    void nothingWaitsOnAQuietInterface() {
        assertEquals(0, device.receive(peer.frame()));
    }

    @Test
    void sendingIntoAnInterfaceThatIsDownNamesTheRemedy() {
        String message = DeviceFailure.messageOf(() -> device.send(peer.frame(), 60));

        assertTrue(message.contains("ip link set pace0 up"), message);
    }

    @Test
    void aFrameBeyondTheMtuIsRefusedWithItsSize() {
        ByteBuffer large = ByteBuffer.allocateDirect(2_000);

        String message = DeviceFailure.messageOf(() -> device.send(large, 1_519));

        assertTrue(message.contains("1519"), message);
    }

    @Test
    void anInterfaceInUseIsBusy() {
        String message = DeviceFailure.messageOf(() -> namespace.call(() -> TapDevice.open("pace0")));

        assertTrue(message.contains("busy"), message);
        assertTrue(message.contains("another program"), message);
    }

    @Test
    void anInterfaceOfAnotherKindIsTheWrongDevice() {
        TestNamespaces.run(namespace, "ip", "link", "add", "br7", "type", "bridge");

        String message = DeviceFailure.messageOf(() -> namespace.call(() -> TapDevice.open("br7")));

        assertTrue(message.contains("is no TAP interface"), message);
    }

    @Test
    void aFrameEndsTheWait() {
        bringUp();
        device.wakeUp();
        device.awaitFrame(LONG_NS);
        TestNamespaces.sendDatagram(namespace, "10.9.0.77", new byte[1]); // its ARP question is the frame

        device.awaitFrame(LONG_NS);

        assertTrue(device.receive(peer.frame()) > 0);
    }

    @Test
    void aClosedDeviceFailsAndSaysSo() {
        device.close();

        String message = DeviceFailure.messageOf(() -> device.receive(peer.frame()));

        assertTrue(message.contains("closed"), message);
    }

    @Test
    void theInterfaceVanishesWithTheDevice() {
        device.close();

        assertThrows(
                DeviceException.class,
                () -> namespace.call(() -> LinkSettings.of("pace0").index()));
    }

    private void bringUp() {
        TestNamespaces.run(namespace, "sysctl", "-qw", "net.ipv6.conf.pace0.disable_ipv6=1");
        TestNamespaces.run(namespace, "ip", "address", "add", "10.9.0.2/24", "dev", "pace0");
        namespace.run(() -> LinkSettings.of("pace0").bringUp());
    }

    private String ourMac() {
        return MacAddress.text(device.capabilities().macAddress());
    }
}
