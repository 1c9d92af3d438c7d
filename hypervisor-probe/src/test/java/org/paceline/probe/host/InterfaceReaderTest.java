package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterfaceReaderTest {
    private static final String HEAD = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo
            """;

    @TempDir
    Path root;

    @Test
    void anInterfaceIsReadFromFiles() {
        HostTree tree = new HostTree(root)
                .file("proc/net/dev", HEAD + "  eth0: 100 2 0 1 0 0 0 0 900 8 3 4 0 0 0 0\n    lo:0 0\n")
                .file("sys/class/net/eth0/flags", "0x1003\n")
                .file("sys/class/net/eth0/tx_queue_len", "1000\n")
                .file("sys/class/net/eth0/mtu", "rubbish\n")
                .link("sys/class/net/eth0/device/driver", "../../../../bus/virtio/drivers/virtio_net");
        InterfaceReader reader = new InterfaceReader(tree.files());

        assertEquals(List.of("eth0"), reader.active());
        InterfaceState state = reader.read("eth0");
        assertEquals("virtio_net", state.driver());
        assertEquals(1000, state.queueFrames());
        assertEquals(-1, state.mtuBytes());
        assertEquals(1, state.counters().get("rx_dropped"));
        assertEquals(8, state.counters().get("tx_packets"));
        assertTrue(reader.exists("lo"));
        assertFalse(reader.exists("eth1"));
    }

    @Test
    void aHostWithoutFilesHasNoInterface() {
        assertEquals(List.of(), new InterfaceReader(new HostFiles(root)).active());
    }

    @Test
    void countersOfQueuesAreAddedUp() {
        assertEquals(
                Map.of("tx_kicks", 7L, "rx_packets", 30L, "peer_ifindex", 2L),
                InterfaceReader.summed(Map.of(
                        "tx0_kicks", 3L,
                        "tx_queue_1_kicks", 4L,
                        "rx_queue_0_packets", 10L,
                        "rx-1.packets", 20L,
                        "peer_ifindex", 2L)));
    }

    @Test
    void packetsForEachKickAreOfTheTimeBetween() {
        InterfaceFacts facts = new InterfaceFacts(
                state(Map.of("tx_packets", 100L, "tx_kicks", 90L)),
                state(Map.of("tx_packets", 400L, "tx_kicks", 190L)));

        assertEquals(3.0, facts.packetsPerKick());
        assertEquals(Map.of("tx_packets", 300L, "tx_kicks", 100L), facts.growth());
        assertTrue(Double.isNaN(new InterfaceFacts(state(Map.of()), state(Map.of())).packetsPerKick()));
    }

    @Test
    void interruptsOfNetworkDevicesAndXensEventsAreCounted() {
        HostTree tree = new HostTree(root)
                .file("proc/interrupts", """
                                   CPU0       CPU1
                         36:          0      12027 PCI-MSIX-0000:00:02.0   1-edge      virtio1-req.0
                         38:          7       1520 PCI-MSIX-0000:00:03.0   1-edge      virtio2-input.0
                        HYP:          2          3   Hypervisor callback interrupts
                        ERR:          x
                        """)
                .file("sys/bus/xen/devices/vif-0/xenbus/jiffies_eoi_delayed", "12\n")
                .file("sys/bus/xen/devices/vif-0/xenbus/events", "many\n");

        assertEquals(
                Map.of("virtio2-input.0", 1_527L, "HYP", 5L, "xenbus/vif-0/jiffies_eoi_delayed", 12L),
                EventCounters.read(tree.files()));
    }

    private static InterfaceState state(Map<String, Long> counters) {
        return new InterfaceState("eth0", "", -1, -1, Map.of(), Map.of(), Map.of(), List.of(), counters);
    }
}
