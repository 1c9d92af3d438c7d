package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpHeaderTest {
    private static final int OFFSET = 6;
    private static final int SEGMENT_BYTES = 40;

    private final ByteBuffer segment = ByteBuffer.allocate(OFFSET + SEGMENT_BYTES);
    private final TcpHeader tcp = new TcpHeader();

    private void write(int flags, int headerBytes) {
        TcpHeader.write(segment, OFFSET, 5201, 40_000, 0xFEDC_BA98, 0x8000_0001, flags, 64_240, headerBytes);
    }

    @Test
    void whatIsWrittenIsRead() {
        write(TcpHeader.ACK | TcpHeader.PSH, 32);
        TcpHeader.writeChecksum(segment, OFFSET, 0xABCD);

        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
        assertEquals(5201, tcp.sourcePort());
        assertEquals(40_000, tcp.destinationPort());
        assertEquals(0xFEDC_BA98, tcp.sequenceNumber());
        assertEquals(0x8000_0001, tcp.acknowledgmentNumber());
        assertEquals(TcpHeader.ACK | TcpHeader.PSH, tcp.flags());
        assertEquals(64_240, tcp.windowField());
        assertEquals(0xABCD, tcp.checksum());
        assertEquals(0, tcp.urgentPointer());
        assertEquals(32, tcp.headerBytes());
        assertEquals(OFFSET + 20, tcp.optionsOffset());
        assertEquals(12, tcp.optionsBytes());
        assertEquals(OFFSET + 32, tcp.payloadOffset());
        assertEquals(8, tcp.payloadBytes());
    }

    @Test
    void theBytesStandAsRfc9293HasThem() {
        write(TcpHeader.SYN | TcpHeader.ACK, 24);

        assertEquals(
                "1451" + "9c40" + "fedcba98" + "80000001" + "6012" + "faf0" + "0000" + "0000",
                HexFormat.of().formatHex(segment.array(), OFFSET, OFFSET + 20));
    }

    @Test
    void writingClearsWhatStoodThere() {
        for (int i = 0; i < OFFSET + SEGMENT_BYTES; i++) {
            segment.put(i, (byte) 0xFF);
        }
        write(0, 20);

        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
        assertEquals(0, tcp.flags());
        assertEquals(0, tcp.checksum());
        assertEquals(0, tcp.urgentPointer());
        assertEquals(20, tcp.headerBytes());
    }

    @Test
    void everyBitBelongsToOneField() {
        write(TcpHeader.ACK, 20);
        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));

        new HeaderFields()
                .with("sourcePort", 0, 16, tcp::sourcePort)
                .with("destinationPort", 16, 16, tcp::destinationPort)
                .with("sequenceNumber", 32, 32, () -> Integer.toUnsignedLong(tcp.sequenceNumber()))
                .with("acknowledgmentNumber", 64, 32, () -> Integer.toUnsignedLong(tcp.acknowledgmentNumber()))
                .with("cwr and ece", 104, 2, () -> tcp.flags() >>> 6)
                .with("urg", 106, 1, () -> tcp.urg() ? 1 : 0)
                .with("ack", 107, 1, () -> tcp.ack() ? 1 : 0)
                .with("psh", 108, 1, () -> tcp.psh() ? 1 : 0)
                .with("rst", 109, 1, () -> tcp.rst() ? 1 : 0)
                .with("syn", 110, 1, () -> tcp.syn() ? 1 : 0)
                .with("fin", 111, 1, () -> tcp.fin() ? 1 : 0)
                .with("windowField", 112, 16, tcp::windowField)
                .with("checksum", 128, 16, tcp::checksum)
                .with("urgentPointer", 144, 16, tcp::urgentPointer)
                .eachBitBelongsToOneField(segment, OFFSET);
    }

    @Test
    void theAccurateEcnBitStandsBeforeTheOthers() {
        write(TcpHeader.AE | TcpHeader.ACK, 20);
        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));

        assertTrue(tcp.ae());
        assertEquals(TcpHeader.ACK, tcp.flags());
        assertEquals(20, tcp.headerBytes());
    }

    @Test
    void flagsMayBeAddedToWhatIsWritten() {
        write(TcpHeader.ACK, 20);
        TcpHeader.addFlags(segment, OFFSET, TcpHeader.PSH | TcpHeader.CWR);
        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));

        assertEquals(TcpHeader.ACK | TcpHeader.PSH | TcpHeader.CWR, tcp.flags());
        assertTrue(tcp.cwr());
        assertFalse(tcp.ece());
    }

    @Test
    void reservedBitsAreIgnored() {
        write(TcpHeader.ACK, 20);
        segment.put(OFFSET + 12, (byte) (segment.get(OFFSET + 12) | 0x0F));

        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
        assertEquals(TcpHeader.ACK, tcp.flags());
        assertEquals(20, tcp.headerBytes());
    }

    @Test
    void synAndFinTakeASequenceNumberEach() {
        int dataBytes = SEGMENT_BYTES - 20;
        assertEquals(dataBytes, sequenceLength(TcpHeader.ACK | TcpHeader.PSH | TcpHeader.RST));
        assertEquals(dataBytes + 1, sequenceLength(TcpHeader.SYN));
        assertEquals(dataBytes + 1, sequenceLength(TcpHeader.FIN));
        assertEquals(dataBytes + 2, sequenceLength(TcpHeader.SYN | TcpHeader.FIN));
    }

    private int sequenceLength(int flags) {
        write(flags, 20);
        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
        return tcp.sequenceLength();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 11, 15})
    void aDataOffsetOutsideTheSegmentIsMalformed(int words) {
        write(TcpHeader.ACK, words * 4);

        assertFalse(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
    }

    @Test
    void aHeaderMayFillItsSegment() {
        write(TcpHeader.ACK, SEGMENT_BYTES);

        assertTrue(tcp.wrap(segment, OFFSET, SEGMENT_BYTES));
        assertEquals(0, tcp.payloadBytes());
        assertFalse(tcp.wrap(segment, OFFSET, SEGMENT_BYTES - 1));
    }

    @Test
    void aSegmentCutInItsFixedPartIsMalformed() {
        write(TcpHeader.ACK, 20);

        assertFalse(tcp.wrap(segment, OFFSET, 19));
        assertTrue(tcp.wrap(segment, OFFSET, 20));
    }

    @Test
    void everyFlippedBitOfASegmentBreaksItsChecksum() {
        byte[] bytes = SampleFrames.messages(Ipv4Header.PROTOCOL_TCP).get(2);
        ByteBuffer sample = ByteBuffer.wrap(bytes);
        assertTrue(tcp.wrap(sample, 0, bytes.length));
        assertTrue(tcp.checksumCorrect(SampleFrames.SERVER, SampleFrames.CLIENT));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertFalse(tcp.checksumCorrect(SampleFrames.SERVER, SampleFrames.CLIENT), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        assertFalse(tcp.checksumCorrect(SampleFrames.SERVER, SampleFrames.CLIENT + 1));
    }
}
