package org.paceline.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {
    private static final int ETHERNET = 1;
    private static final int RAW = 101;

    private final PacketDecoder packet = new PacketDecoder(32);

    /** Ethernet, IPv4, UDP and a payload that says its number. */
    private static ByteBuffer udp(int identification, int number, int payloadBytes) {
        ByteBuffer frame = ByteBuffer.allocate(42 + payloadBytes);
        frame.position(12);
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (28 + payloadBytes));
        frame.putShort((short) identification).putShort((short) 0x4000);
        frame.put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0)
                .putInt(0x0A00_0001)
                .putInt(0x0A00_0002);
        frame.putShort((short) 4_000)
                .putShort((short) 5_001)
                .putShort((short) (8 + payloadBytes))
                .putShort((short) 0);
        return frame.putInt(number);
    }

    /** Ethernet, IPv4 and TCP without options. */
    private static ByteBuffer tcp(int sequence, int flags, int payloadBytes) {
        ByteBuffer frame = ByteBuffer.allocate(54 + payloadBytes);
        frame.position(12);
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (40 + payloadBytes)).putInt(0x0001_4000);
        frame.put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(0x0A00_0001)
                .putInt(0x0A00_0002);
        frame.putShort((short) 4_000).putShort((short) 5_001).putInt(sequence).putInt(1);
        return frame.put((byte) 0x50).put((byte) flags).putShort((short) 1_000).putInt(0);
    }

    private boolean decode(ByteBuffer frame) {
        return packet.decode(ETHERNET, frame, frame.capacity(), frame.capacity());
    }

    private long identity(ByteBuffer frame) {
        assertTrue(decode(frame));
        return packet.identity(packet.flowHash());
    }

    @Test
    void aDatagramIsReadToItsPorts() {
        assertTrue(decode(udp(1, 2, 100)));
        assertFalse(packet.isTcp());
        assertEquals(142, packet.frameBytes());
        assertEquals(100, packet.payloadBytes());
        assertEquals("udp 10.0.0.1:4000 > 10.0.0.2:5001", packet.tuple().toString());
        assertEquals(2, udp(1, 2, 100).getInt(packet.payloadOffset()));
    }

    @Test
    void aCutFrameKeepsTheLengthsOfItsHeaders() {
        ByteBuffer cut = ByteBuffer.wrap(udp(1, 2, 1_000).array(), 0, 58);
        assertTrue(packet.decode(ETHERNET, cut, 58, 1_042));
        assertEquals(1_000, packet.payloadBytes());
        assertEquals(16, packet.capturedPayloadBytes());
        assertEquals(1_042, packet.frameBytes());
        assertFalse(packet.decode(ETHERNET, cut, 41, 1_042), "cut within the ports");
    }

    @Test
    void identitiesTellPacketsApartAndCopiesDoNot() {
        assertEquals(identity(udp(7, 1, 100)), identity(udp(7, 1, 100)));
        assertNotEquals(identity(udp(7, 1, 100)), identity(udp(8, 1, 100)), "another IP identification");
        assertNotEquals(identity(udp(0, 1, 100)), identity(udp(0, 2, 100)), "another payload");
        assertNotEquals(identity(tcp(1, 0x10, 0)), identity(tcp(2, 0x10, 0)));
        assertNotEquals(identity(tcp(1, 0x02, 0)), identity(tcp(1, 0x10, 0)));
    }

    @Test
    void theTimeToLiveIsNoPartOfTheIdentity() {
        ByteBuffer here = udp(7, 1, 100);
        ByteBuffer further = udp(7, 1, 100).put(22, (byte) 63);
        assertEquals(identity(here), identity(further));
    }

    @Test
    void paddingOfAShortFrameIsNoPayload() {
        ByteBuffer padded = ByteBuffer.allocate(60);
        padded.put(tcp(5, 0x10, 0).array());
        assertTrue(packet.decode(ETHERNET, padded, 60, 60));
        assertEquals(0, packet.payloadBytes());
    }

    @Test
    void whatIsBrokenIsNoPacket() {
        assertFalse(decode(udp(1, 2, 100).putShort(16, (short) 500)), "longer than its frame");
        assertFalse(decode(udp(1, 2, 100).putShort(16, (short) 10)), "shorter than its header");
        assertFalse(decode(udp(1, 2, 100).putShort(20, (short) 0x0010)), "a later fragment has no ports");
        assertFalse(decode(udp(1, 2, 100).put(14, (byte) 0x75)), "no version of IP");
        assertFalse(decode(udp(1, 2, 100).put(14, (byte) 0x41)), "a header of four bytes");
        assertFalse(decode(tcp(1, 0x10, 0).put(46, (byte) 0x10)), "a TCP header of four bytes");
        assertFalse(decode(tcp(1, 0x10, 0).put(46, (byte) 0xF0)), "a TCP header beyond the packet");
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(11);
        for (int round = 0; round < 200_000; round++) {
            ByteBuffer frame = ByteBuffer.allocate(1 + random.nextInt(120));
            random.nextBytes(frame.array());
            boolean known = round % 2 == 0;
            if (known && frame.capacity() > 34) {
                frame.putShort(12, random.nextBoolean() ? (short) 0x0800 : (short) 0x86DD);
                frame.put(14, (byte) (random.nextBoolean() ? 0x45 : 0x60));
            }
            int linkType = known ? ETHERNET : RAW;
            int more = random.nextInt(3) == 0 ? random.nextInt(2_000) : 0;
            if (packet.decode(linkType, frame, frame.capacity(), frame.capacity() + more)) {
                packet.identity(packet.flowHash());
                assertTrue(packet.payloadBytes() >= 0 && packet.capturedPayloadBytes() >= 0, "round " + round);
            }
        }
    }
}
