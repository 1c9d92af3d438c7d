package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpOptionsTest {
    private final TcpOptions options = new TcpOptions();

    private boolean parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return options.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private static String written(TcpOptions options) {
        byte[] bytes = new byte[options.encodedBytes()];
        assertEquals(bytes.length, options.write(ByteBuffer.wrap(bytes), 0));
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aSynLooksLikeOneOfLinux() {
        options.maximumSegmentBytes(1460).permitSack().timestamps(1, 0).windowScale(7);

        assertEquals("020405b4" + "0402080a" + "00000001" + "00000000" + "01030307", written(options));
    }

    @Test
    void aSynWithoutTimestampsIsPaddedInTheirPlace() {
        options.maximumSegmentBytes(536).permitSack().windowScale(0);

        assertEquals("02040218" + "01010402" + "01030300", written(options));
    }

    @Test
    void anAcknowledgmentCarriesAlignedTimestampsAndBlocks() {
        options.timestamps(0x11223344, 0x55667788);
        assertTrue(options.addSackBlock(1, 2));

        assertEquals("0101080a" + "11223344" + "55667788" + "0101050a" + "00000001" + "00000002", written(options));
    }

    @Test
    void allKnownOptionsAreRead() {
        assertTrue(parse("020405b4 0402 080a 00000007 fffffff8 030307 050a ffffff00 00000100"));

        assertEquals(1460, options.maximumSegmentBytes());
        assertTrue(options.sackPermitted());
        assertTrue(options.timestamps());
        assertEquals(7, options.timestampValue());
        assertEquals(0xFFFF_FFF8, options.timestampEcho());
        assertEquals(7, options.windowScale());
        assertEquals(1, options.sackBlocks());
        assertEquals(0xFFFF_FF00, options.sackLeft(0));
        assertEquals(0x100, options.sackRight(0));
    }

    @Test
    void absentOptionsSaySo() {
        assertTrue(parse(""));

        assertEquals(-1, options.maximumSegmentBytes());
        assertEquals(-1, options.windowScale());
        assertFalse(options.sackPermitted());
        assertFalse(options.timestamps());
        assertEquals(0, options.sackBlocks());
        assertEquals(0, options.encodedBytes());
    }

    @Test
    void readingForgetsWhatWasThereBefore() {
        assertTrue(parse("020405b4 0402 080a 00000007 00000008 030307 1e03aa 050a 00000001 00000002"));
        assertTrue(parse("01010101"));

        assertEquals(OptionsText.of(new TcpOptions()), OptionsText.of(options));
    }

    @Test
    void nothingIsReadBehindTheEnd() {
        assertTrue(parse("030302 00 020405b4"));

        assertEquals(2, options.windowScale());
        assertEquals(-1, options.maximumSegmentBytes());
    }

    @Test
    void theLastByteMayBeAnEndOrANop() {
        assertTrue(parse("01030305 01010100"));
        assertTrue(parse("01030305 01010101"));
        assertEquals(5, options.windowScale());
    }

    @ParameterizedTest
    @CsvSource({"0e, 14", "0f, 14", "ff, 14", "00, 0", "0d, 13"})
    void aShiftAboveFourteenCountsAsFourteen(String byteOnWire, int shift) {
        assertTrue(parse("0303" + byteOnWire));

        assertEquals(shift, options.windowScale());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "020305",
                "0205050505",
                "0302",
                "03040707",
                "0401",
                "040300",
                "08090000000100000000",
                "080b000000010000000000",
                "0502",
                "050900000001000000",
                "050b000000010000000200",
                "0506 00000001"
            })
    void aKnownOptionOfAWrongLengthIsMalformed(String hex) {
        assertFalse(parse(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "0204", "020405", "080a00000001000000", "1e", "1e00", "1e01", "1e04aa", "01010104"})
    void anOptionThatLeavesTheHeaderIsMalformed(String hex) {
        assertFalse(parse(hex));
    }

    @Test
    void moreThanFortyBytesAreMalformed() {
        assertFalse(options.parse(ByteBuffer.allocate(44), 0, 44));
    }

    @Test
    void unknownOptionsSurviveReadingAndWriting() {
        assertTrue(parse("1e06aabbccdd 020405b4 fd04f989 13020000"));
        assertEquals("020405b4" + "1e06aabbccdd" + "fd04f989" + "1302", written(options));

        String before = OptionsText.of(options);
        assertTrue(parse(written(options)));
        assertEquals(before, OptionsText.of(options));
        assertEquals(12, options.unknownBytes());
        assertEquals(0x1E, options.unknownByte(0));
        assertEquals(0x02, options.unknownByte(11));
    }

    @Test
    void fortyBytesOfUnknownOptionsSurvive() {
        String longest = "fd28" + "5a".repeat(38);
        assertTrue(parse(longest));

        assertEquals(longest, written(options));
    }

    /** 40 bytes without a NOP: padding every group as usual would need 44. */
    @Test
    void tightlyPackedOptionsAreWrittenPacked() {
        assertTrue(parse("020405b4 0402 080a 00000007 00000008 030307 fd15" + "5a".repeat(19)));
        String before = OptionsText.of(options);
        assertEquals(40, options.encodedBytes());

        assertTrue(parse(written(options)));
        assertEquals(before, OptionsText.of(options));
    }

    @Test
    void blocksFillTheRoomThatIsLeft() {
        for (int block = 0; block < 4; block++) {
            assertTrue(options.addSackBlock(block, block + 1));
        }
        assertFalse(options.addSackBlock(4, 5));
        assertEquals(36, options.encodedBytes());

        options.clear().timestamps(1, 2);
        for (int block = 0; block < 3; block++) {
            assertTrue(options.addSackBlock(block, block + 1));
        }
        assertFalse(options.addSackBlock(3, 4));
        assertEquals(3, options.sackBlocks());
        assertEquals(40, options.encodedBytes());
    }

    @Test
    void aSynHasRoomForTwoBlocks() {
        options.maximumSegmentBytes(1460).permitSack().timestamps(1, 0).windowScale(7);

        assertTrue(options.addSackBlock(1, 2));
        assertTrue(options.addSackBlock(3, 4));
        assertFalse(options.addSackBlock(5, 6));
    }

    @Test
    void whatDoesNotFitIsNotWrittenInPart() {
        for (int block = 0; block < 4; block++) {
            options.addSackBlock(block, block + 1);
        }
        options.timestamps(1, 2);

        assertThrows(IllegalStateException.class, () -> options.write(ByteBuffer.allocate(60), 0));
    }
}
