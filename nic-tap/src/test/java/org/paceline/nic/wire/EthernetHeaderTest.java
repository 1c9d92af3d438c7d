package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EthernetHeaderTest {
    private final EthernetHeader ethernet = new EthernetHeader();

    @Test
    void whatIsWrittenIsRead() {
        ByteBuffer frame = ByteBuffer.allocate(20);
        EthernetHeader.write(frame, 3, 0xFEDC_BA98_7654L, 0x0200_0000_0001L, EthernetHeader.TYPE_ARP);

        assertTrue(ethernet.wrap(frame, 3, 17));
        assertEquals(0xFEDC_BA98_7654L, ethernet.destination());
        assertEquals(0x0200_0000_0001L, ethernet.source());
        assertEquals(EthernetHeader.TYPE_ARP, ethernet.type());
        assertEquals(17, ethernet.payloadOffset());
    }

    @Test
    void theBytesStandAsIeeeHasThem() {
        ByteBuffer frame = ByteBuffer.allocate(14);
        EthernetHeader.write(frame, 0, 0xFEDC_BA98_7654L, 0x0200_0000_0001L, EthernetHeader.TYPE_IPV6);

        assertEquals("fedcba9876540200000000" + "0186dd", HexFormat.of().formatHex(frame.array()));
    }

    @Test
    void everyBitBelongsToOneField() {
        ByteBuffer frame = ByteBuffer.wrap(SampleFrames.arpReply());
        assertTrue(ethernet.wrap(frame, 0, 60));

        new HeaderFields()
                .with("destination", 0, 48, ethernet::destination)
                .with("source", 48, 48, ethernet::source)
                .with("type", 96, 16, ethernet::type)
                .eachBitBelongsToOneField(frame, 0);
    }

    @Test
    void aTagHidesTheRealType() {
        byte[] frame = SampleFrames.tagged(SampleFrames.arpReply());

        assertTrue(ethernet.wrap(ByteBuffer.wrap(frame), 0, frame.length));
        assertTrue(ethernet.isTagged());
        assertEquals(EthernetHeader.TYPE_VLAN, ethernet.type());
        assertEquals(7, ethernet.vlanIdentifier());
        assertEquals(EthernetHeader.TYPE_ARP, ethernet.taggedType());
        assertEquals(18, ethernet.taggedPayloadOffset());
    }

    @Test
    void priorityBitsAreNoPartOfTheVlan() {
        byte[] frame = SampleFrames.tagged(SampleFrames.arpReply());
        frame[14] |= (byte) 0xF0;

        assertTrue(ethernet.wrap(ByteBuffer.wrap(frame), 0, frame.length));
        assertEquals(7, ethernet.vlanIdentifier());
    }

    @Test
    void aFrameCutInItsHeaderOrTagIsMalformed() {
        byte[] plain = SampleFrames.arpReply();
        byte[] tagged = SampleFrames.tagged(plain);

        assertFalse(ethernet.wrap(ByteBuffer.wrap(Arrays.copyOf(plain, 13)), 0, 13));
        assertTrue(ethernet.wrap(ByteBuffer.wrap(Arrays.copyOf(plain, 14)), 0, 14));
        assertFalse(ethernet.wrap(ByteBuffer.wrap(Arrays.copyOf(tagged, 17)), 0, 17));
        assertTrue(ethernet.wrap(ByteBuffer.wrap(Arrays.copyOf(tagged, 18)), 0, 18));
    }

    @Test
    void nothingCanBeReadBeforeWrapping() {
        assertThrows(IndexOutOfBoundsException.class, ethernet::type);
    }
}
