package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacketRingTest {
    @Test
    void aSlotIsAPowerOfTwoThatHoldsAFullFrame() {
        assertEquals(2_048, PacketRing.slotBytes(68));
        assertEquals(2_048, PacketRing.slotBytes(1_500));
        assertEquals(2_048, PacketRing.slotBytes(1_968));
        assertEquals(4_096, PacketRing.slotBytes(1_969));
        assertEquals(16_384, PacketRing.slotBytes(9_000));
    }

    @Test
    void packetsOfLoopbackDoNotMakeTheSlotsLarge() {
        assertEquals(16_384, PacketRing.slotBytes(65_536));
    }
}
