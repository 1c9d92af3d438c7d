package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.MacAddress;

@Tag("netns")
class LinkSettingsTest {
    private final VethPair cable = new VethPair();
    private final LinkSettings link = LinkSettings.of(VethPair.NEAR);

    @AfterEach
    void close() {
        cable.close();
    }

    @Test
    void aLinkGoesDownAndUp() {
        cable.near.run(link::takeDown);
        assertFalse(cable.near.call(link::isUp));

        cable.near.run(link::bringUp);
        assertTrue(cable.near.call(link::isUp));
    }

    @Test
    void theDriverAndItsSpeedAreThoseThatEthtoolShows() {
        assertEquals("veth", cable.near.call(() -> link.driver()));
        assertTrue(TestNamespaces.run(cable.near, "ethtool", VethPair.NEAR)
                .contains("Speed: " + cable.near.call(() -> link.speedBitsPerSecond()) / 1_000_000 + "Mb/s"));
    }

    @Test
    void theMtuIsReadAndWritten() {
        cable.near.run(() -> link.mtuBytes(1_400));

        assertEquals(1_400, cable.near.call(() -> link.mtuBytes()));
        assertTrue(TestNamespaces.run(cable.near, "ip", "link", "show", VethPair.NEAR)
                .contains("mtu 1400"));
    }

    @Test
    void addressAndIndexAreThoseOfIp() {
        String shown = TestNamespaces.run(cable.near, "ip", "-o", "link", "show", VethPair.NEAR);

        assertTrue(shown.startsWith(cable.near.call(link::index) + ": va"), shown);
        assertTrue(shown.contains(MacAddress.text(cable.near.call(link::macAddress))), shown);
        assertTrue(cable.near.call(link::carriesEthernet));
    }

    @Test
    void offloadsAreOffAfterwardsAndOnceMore() {
        assertTrue(cable.near.call(() -> link.offloaded(Offload.TCP_SEGMENTATION)));

        cable.near.run(link::offloadsOff);
        cable.near.run(link::offloadsOff);

        for (Offload offload : Offload.values()) {
            assertFalse(cable.near.call(() -> link.offloaded(offload)), offload.name());
        }
        cable.near.run(() -> link.offload(Offload.TX_CHECKSUM, true));
        assertTrue(cable.near.call(() -> link.offloaded(Offload.TX_CHECKSUM)));
    }

    @Test
    void aLinkOfAnotherNamespaceIsMissingHere() {
        String message = DeviceFailure.messageOf(() -> cable.far.run(() -> link.bringUp()));

        assertTrue(message.contains(VethPair.NEAR), message);
        assertTrue(message.contains("ip link"), message);
    }

    @Test
    void anImpossibleMtuIsRefusedByName() {
        String message = DeviceFailure.messageOf(() -> cable.near.run(() -> link.mtuBytes(1)));

        assertTrue(message.contains("SIOCSIFMTU to 1"), message);
    }
}
