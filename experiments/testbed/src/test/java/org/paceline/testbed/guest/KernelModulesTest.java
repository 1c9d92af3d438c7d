package org.paceline.testbed.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelModulesTest {
    private static final KernelModules MODULES = new KernelModules("""
            kernel/net/core/failover.ko:
            kernel/drivers/net/net_failover.ko: kernel/net/core/failover.ko
            kernel/drivers/net/virtio_net.ko: kernel/drivers/net/net_failover.ko kernel/net/core/failover.ko
            kernel/drivers/net/xen-netfront.ko.xz:
            """);

    @Test
    void aModuleComesAfterWhatItNeeds() {
        assertEquals(
                List.of(
                        "kernel/net/core/failover.ko",
                        "kernel/drivers/net/net_failover.ko",
                        "kernel/drivers/net/virtio_net.ko"),
                MODULES.loadOrder(List.of("virtio_net")));
    }

    @Test
    void hyphensAndCompressionDoNotMatter() {
        assertEquals(List.of("kernel/drivers/net/xen-netfront.ko.xz"), MODULES.loadOrder(List.of("xen_netfront")));
    }

    @Test
    void whatIsBuiltInIsLeftOut() {
        assertEquals(List.of(), MODULES.loadOrder(List.of("af_packet")));
    }
}
