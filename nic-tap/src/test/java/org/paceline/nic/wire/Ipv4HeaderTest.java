package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv4HeaderTest {
    private static final int OFFSET = 2;
    private static final int TOTAL_BYTES = 48;

    /** The header, its 28 bytes of payload, and 10 of padding. */
    private static final int AVAILABLE_BYTES = 58;

    private final ByteBuffer packet = ByteBuffer.allocate(OFFSET + AVAILABLE_BYTES);
    private final Ipv4Header ipv4 = new Ipv4Header();

    Ipv4HeaderTest() {
        Ipv4Header.write(packet, OFFSET, TOTAL_BYTES, 0xBEEF, Ipv4Header.PROTOCOL_TCP, 0xC0A8_0001, 0x0A00_0002);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
        assertEquals(20, ipv4.headerBytes());
        assertEquals(TOTAL_BYTES, ipv4.totalBytes());
        assertEquals(OFFSET + 20, ipv4.payloadOffset());
        assertEquals(28, ipv4.payloadBytes());
        assertEquals(0xBEEF, ipv4.identification());
        assertEquals(Ipv4Header.PROTOCOL_TCP, ipv4.protocol());
        assertEquals(64, ipv4.timeToLive());
        assertEquals(0xC0A8_0001, ipv4.source());
        assertEquals(0x0A00_0002, ipv4.destination());
        assertTrue(ipv4.dontFragment());
        assertFalse(ipv4.isFragment());
        assertTrue(ipv4.checksumCorrect());
    }

    /** RFC 3168 section 5: the codepoint moves, the DSCP beside it stays, and the checksum follows. */
    @ParameterizedTest
    @CsvSource({"0, 2", "2, 3", "3, 0", "1, 3", "2, 2"})
    void anEcnCodepointChangesNothingButItself(int before, int after) {
        packet.put(OFFSET + 1, (byte) 0xB8);
        packet.putShort(OFFSET + 10, (short) 0);
        packet.putShort(OFFSET + 10, (short) InternetChecksum.of(packet, OFFSET, 20));
        Ipv4Header.writeEcn(packet, OFFSET, before);
        Ipv4Header.writeEcn(packet, OFFSET, after);

        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
        assertEquals(after, ipv4.ecn());
        assertEquals(46, ipv4.dscp());
        assertTrue(ipv4.checksumCorrect());
    }

    /** A header that circulates in textbooks, with its checksum of b861. */
    @Test
    void aKnownHeaderHasItsKnownChecksum() {
        byte[] known = HexFormat.of().parseHex("4500007300004000" + "4011b861" + "c0a80001" + "c0a800c7");
        byte[] written = new byte[20];
        Ipv4Header.write(ByteBuffer.wrap(written), 0, 0x73, 0, Ipv4Header.PROTOCOL_UDP, 0xC0A8_0001, 0xC0A8_00C7);

        assertEquals(HexFormat.of().formatHex(known), HexFormat.of().formatHex(written));
    }

    @Test
    void everyBitBelongsToOneField() {
        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));

        new HeaderFields()
                .with("dscp", 8, 6, ipv4::dscp)
                .with("ecn", 14, 2, ipv4::ecn)
                .with("identification", 32, 16, ipv4::identification)
                .with("dontFragment", 49, 1, () -> ipv4.dontFragment() ? 1 : 0)
                .with("moreFragments", 50, 1, () -> ipv4.moreFragments() ? 1 : 0)
                .with("fragmentOffset", 51, 13, () -> ipv4.fragmentOffsetBytes() / 8)
                .with("timeToLive", 64, 8, ipv4::timeToLive)
                .with("protocol", 72, 8, ipv4::protocol)
                .with("source", 96, 32, () -> Integer.toUnsignedLong(ipv4.source()))
                .with("destination", 128, 32, () -> Integer.toUnsignedLong(ipv4.destination()))
                .eachBitBelongsToOneField(packet, OFFSET);
    }

    @Test
    void everyFlippedBitOfTheHeaderBreaksItsChecksum() {
        for (int bit = 0; bit < 160; bit++) {
            int index = OFFSET + bit / 8;
            byte before = packet.get(index);
            packet.put(index, (byte) (before ^ (1 << (bit % 8))));
            boolean taken = ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES);
            assertFalse(taken && ipv4.checksumCorrect(), "bit " + bit);
            packet.put(index, before);
        }
    }

    @ParameterizedTest
    @CsvSource({"0x2000, true, 0", "0x2001, true, 8", "0x1FFF, true, 65528", "0x4000, false, 0", "0x8000, false, 0"})
    void aFragmentIsFirstMiddleOrLast(String word, boolean fragment, int offsetBytes) {
        packet.putShort(OFFSET + 6, Integer.decode(word).shortValue());

        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
        assertEquals(fragment, ipv4.isFragment());
        assertEquals(offsetBytes, ipv4.fragmentOffsetBytes());
    }

    @Test
    void optionsMoveThePayload() {
        packet.put(OFFSET, (byte) 0x47);

        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
        assertEquals(28, ipv4.headerBytes());
        assertEquals(OFFSET + 28, ipv4.payloadOffset());
        assertEquals(20, ipv4.payloadBytes());
    }

    @Test
    void anotherVersionIsRefused() {
        packet.put(OFFSET, (byte) 0x65);

        assertFalse(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
    }

    @Test
    void aHeaderBelowTwentyBytesIsRefused() {
        packet.put(OFFSET, (byte) 0x44);

        assertFalse(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
    }

    @Test
    void aPacketThatIsLongerThanItsFrameIsRefused() {
        assertFalse(ipv4.wrap(packet, OFFSET, TOTAL_BYTES - 1));
        assertTrue(ipv4.wrap(packet, OFFSET, TOTAL_BYTES));
        assertFalse(ipv4.wrap(packet, OFFSET, 19));
    }

    @Test
    void aPacketThatIsShorterThanItsHeaderIsRefused() {
        packet.putShort(OFFSET + 2, (short) 19);
        assertFalse(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));

        packet.putShort(OFFSET + 2, (short) 20);
        assertTrue(ipv4.wrap(packet, OFFSET, AVAILABLE_BYTES));
        assertEquals(0, ipv4.payloadBytes());
    }
}
