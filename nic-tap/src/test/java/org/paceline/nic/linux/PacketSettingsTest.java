package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacketSettingsTest {
    private final PacketSettings defaults = PacketSettings.defaults();

    @Test
    void aStationHasAnAddressOfItsOwnUnlessAsked() {
        assertEquals(PacketSettings.DERIVED_MAC, defaults.macAddress());
        assertFalse(defaults.promiscuous());
        assertTrue(defaults.withPromiscuous(true).promiscuous());
        assertEquals(5, defaults.withMacAddress(5).macAddress());
        assertEquals(1 << 20, defaults.withRingBytes(1 << 20).ringBytes());
    }

    @Test
    void anAddressHas48Bits() {
        assertEquals(
                0xffff_ffff_ffffL, defaults.withMacAddress(0xffff_ffff_ffffL).macAddress());
        assertThrows(IllegalArgumentException.class, () -> defaults.withMacAddress(1L << 48));
        assertThrows(IllegalArgumentException.class, () -> defaults.withMacAddress(-3));
    }

    @Test
    void aRingHasBounds() {
        assertThrows(IllegalArgumentException.class, () -> defaults.withRingBytes((64 << 10) - 1));
        assertThrows(IllegalArgumentException.class, () -> defaults.withRingBytes((1 << 30) + 1));
    }
}
