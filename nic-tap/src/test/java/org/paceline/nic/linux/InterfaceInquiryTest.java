package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paceline.nic.DeviceException;

@Tag("netns")
class InterfaceInquiryTest {
    private final VethPair cable = new VethPair();
    private final InterfaceInquiry inquiry = InterfaceInquiry.of(VethPair.NEAR);

    @AfterEach
    void close() {
        cable.close();
    }

    @Test
    void driverQueueAndOffloadsAreThoseThatAreSet() {
        TestNamespaces.run(cable.near, "ip", "link", "set", VethPair.NEAR, "txqueuelen", "77");

        assertEquals("veth", cable.near.call(inquiry::driver));
        assertEquals(77, cable.near.call(inquiry::queueFrames));
        assertEquals(true, cable.near.call(inquiry::offloads).get(Offload.TCP_SEGMENTATION));
        cable.near.run(() -> LinkSettings.of(VethPair.NEAR).offloadsOff());
        assertEquals(false, cable.near.call(inquiry::offloads).get(Offload.TCP_SEGMENTATION));
    }

    @Test
    void aCounterOfTheDriverIsReadByItsName() {
        long far = cable.far.call(() -> LinkSettings.of(VethPair.FAR).index());

        assertEquals(far, cable.near.call(inquiry::statistics).get("peer_ifindex"));
    }

    @Test
    void whatADriverDoesNotOfferIsEmpty() {
        assertEquals(Map.of(), cable.near.call(inquiry::rings));
        assertEquals(
                Map.of(), cable.near.call(() -> InterfaceInquiry.of("nope0").statistics()));
        assertEquals("", cable.near.call(() -> InterfaceInquiry.of("nope0").driver()));
        assertEquals(-1, cable.near.call(() -> InterfaceInquiry.of("nope0").queueFrames()));
    }

    @Test
    void theQueueingDisciplineIsTheOneThatTcShows() {
        TestNamespaces.run(
                cable.near, "tc", "qdisc", "add", "dev", VethPair.NEAR, "handle", "a1:", "root", "pfifo", "limit", "5");
        TestNamespaces.run(cable.near, "ip", "address", "add", "10.9.0.1/24", "dev", VethPair.NEAR);
        TestNamespaces.sendDatagram(cable.near, "10.9.0.2", new byte[100]);

        List<QueueDiscipline> found = cable.near.call(() -> QueueDisciplines.of(VethPair.NEAR));

        assertEquals(1, found.size(), found::toString);
        QueueDiscipline queue = found.get(0);
        assertEquals("pfifo", queue.kind());
        assertEquals("a1:", queue.handle());
        assertEquals("root", queue.parent());
        String shown = TestNamespaces.run(cable.near, "tc", "-s", "qdisc", "show", "dev", VethPair.NEAR);
        assertTrue(queue.packets() >= 1, queue::toString);
        assertTrue(shown.contains("Sent " + queue.bytes() + " bytes " + queue.packets() + " pkt"), shown);
    }

    @Test
    void anInterfaceThatIsMissingIsRefused() {
        assertThrows(DeviceException.class, () -> cable.near.call(() -> QueueDisciplines.of("nope0")));
    }
}
