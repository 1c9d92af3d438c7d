package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArpPacketTest {
    private final ByteBuffer packet = ByteBuffer.allocate(ArpPacket.LENGTH_BYTES);
    private final ArpPacket arp = new ArpPacket();

    ArpPacketTest() {
        ArpPacket.write(packet, 0, ArpPacket.REPLY, 0x0200_0000_000BL, 0x0A00_0002, 0x0200_0000_000AL, 0x0A00_0001);
    }

    @Test
    void theBytesStandAsRfc826HasThem() {
        assertEquals(
                "0001" + "0800" + "06" + "04" + "0002" + "02000000000b" + "0a000002" + "02000000000a" + "0a000001",
                HexFormat.of().formatHex(packet.array()));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertTrue(arp.wrap(packet, 0, 28));
        assertEquals(ArpPacket.REPLY, arp.operation());
        assertEquals(0x0200_0000_000BL, arp.senderMac());
        assertEquals(0x0A00_0002, arp.senderAddress());
        assertEquals(0x0200_0000_000AL, arp.targetMac());
        assertEquals(0x0A00_0001, arp.targetAddress());
    }

    @Test
    void everyBitBelongsToOneField() {
        assertTrue(arp.wrap(packet, 0, 28));

        new HeaderFields()
                .with("operation", 48, 16, arp::operation)
                .with("senderMac", 64, 48, arp::senderMac)
                .with("senderAddress", 112, 32, () -> Integer.toUnsignedLong(arp.senderAddress()))
                .with("targetMac", 144, 48, arp::targetMac)
                .with("targetAddress", 192, 32, () -> Integer.toUnsignedLong(arp.targetAddress()))
                .eachBitBelongsToOneField(packet, 0);
    }

    @Test
    void aPacketCutShortIsMalformed() {
        assertFalse(arp.wrap(packet, 0, 27));
    }

    @Test
    void paddingIsIgnored() {
        assertTrue(arp.wrap(ByteBuffer.wrap(SampleFrames.arpRequest()), 14, 46));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void otherKindsOfAddressesAreRefused(int index) {
        packet.put(index, (byte) (packet.get(index) + 1));

        assertFalse(arp.wrap(packet, 0, 28));
    }
}
