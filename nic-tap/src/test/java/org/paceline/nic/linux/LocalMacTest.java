package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalMacTest {
    @Test
    void anAddressIsLocallyAdministeredAndNoGroup() {
        assertEquals(0x02, LocalMac.derived("va", 0x0200_0000_0001L) >>> 40);
    }

    @Test
    void anInterfaceKeepsItsAddress() {
        assertEquals(LocalMac.derived("va", 7), LocalMac.derived("va", 7));
    }

    @Test
    void likeNamedInterfacesOfTwoHostsDiffer() {
        assertNotEquals(LocalMac.derived("eth0", 7), LocalMac.derived("eth0", 8));
    }

    @Test
    void aThousandNamesGiveAThousandAddresses() {
        Set<Long> addresses = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            addresses.add(LocalMac.derived("tap" + i, 0));
        }

        assertTrue(addresses.size() == 1_000, addresses.size() + " addresses");
    }
}
