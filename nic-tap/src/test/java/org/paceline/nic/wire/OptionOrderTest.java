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

/** The bytes of FreeBSD's option order, and Fast Open's option (RFC 7413 4.1.1) in both orders. */
class OptionOrderTest {
    private static final byte[] COOKIE = HexFormat.of().parseHex("0123456789abcdef0123456789abcdef");

    private final TcpOptions options = new TcpOptions().order(OptionOrder.FREEBSD);

    private static String written(TcpOptions options) {
        byte[] bytes = new byte[options.encodedBytes()];
        assertEquals(bytes.length, options.write(ByteBuffer.wrap(bytes), 0));
        return HexFormat.of().formatHex(bytes);
    }

    private static TcpOptions parsed(String hex) {
        TcpOptions options = new TcpOptions();
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertTrue(options.parse(ByteBuffer.wrap(bytes), 0, bytes.length));
        return options;
    }

    @Test
    void aSynOfFreeBsdScalesBeforeItPermitsSack() {
        options.maximumSegmentBytes(1460).permitSack().timestamps(1, 0).windowScale(6);

        assertEquals("020405b4" + "01030306" + "0402" + "080a" + "00000001" + "00000000", written(options));
    }

    /** In FreeBSD's order: window scale, SACK permitted, timestamps. */
    @ParameterizedTest
    @CsvSource({
        "false, false, false, 020405b4",
        "true, false, false, 020405b401030306",
        "false, true, false, 020405b404020000",
        "true, true, false, 020405b40103030604020000",
        "false, false, true, 020405b40101080a0000000100000002",
        "true, false, true, 020405b4010303060101080a0000000100000002",
        "false, true, true, 020405b40402080a0000000100000002"
    })
    void whatIsLeftOutIsPaddedForTheNextOne(boolean scale, boolean sack, boolean timestamps, String hex) {
        options.maximumSegmentBytes(1460);
        if (scale) {
            options.windowScale(6);
        }
        if (sack) {
            options.permitSack();
        }
        if (timestamps) {
            options.timestamps(1, 2);
        }
        assertEquals(hex, written(options));
    }

    @Test
    void anAcknowledgmentOfFreeBsdIsAlignedLikeThatOfLinux() {
        options.timestamps(0x11223344, 0x55667788);
        assertTrue(options.addSackBlock(1, 2));

        assertEquals("0101080a" + "11223344" + "55667788" + "0101050a" + "00000001" + "00000002", written(options));
    }

    @Test
    void blocksAloneAreAlignedToo() {
        assertTrue(options.addSackBlock(1, 2));

        assertEquals("0101050a" + "00000001" + "00000002", written(options));
    }

    @Test
    void theOrderSurvivesClearing() {
        options.clear().maximumSegmentBytes(1460).permitSack().windowScale(6);

        assertEquals("020405b4" + "01030306" + "0402" + "0000", written(options));
    }

    @Test
    void whatDoesNotFitIsNotWrittenInPart() {
        options.timestamps(1, 2);
        for (int block = 0; block < 3; block++) {
            assertTrue(options.addSackBlock(block, block + 1));
        }
        options.fastOpen().ask(false);

        assertThrows(IllegalStateException.class, () -> options.write(ByteBuffer.allocate(60), 0));
    }

    @Test
    void aCookieStandsBehindTheOptionsOfBothOrders() {
        options.maximumSegmentBytes(1460).windowScale(6).fastOpen().carry(COOKIE, 8, false);
        assertEquals("020405b4" + "01030306" + "220a0123456789abcdef" + "0000", written(options));

        options.order(OptionOrder.LINUX);
        assertEquals("020405b4" + "01030306" + "220a0123456789abcdef" + "0101", written(options));
    }

    @Test
    void aFullSynHasRoomForTheLongestCookie() {
        options.maximumSegmentBytes(1460).permitSack().timestamps(1, 0).windowScale(6);
        options.fastOpen().carry(COOKIE, 16, false);

        assertEquals(40, options.encodedBytes());
        assertEquals(40, options.order(OptionOrder.LINUX).encodedBytes());
    }

    @Test
    void aRequestHasNoCookie() {
        options.fastOpen().ask(false);
        assertEquals("22020000", written(options));

        TcpOptions read = parsed("2202 0101");
        assertTrue(read.fastOpen().request());
        assertFalse(read.fastOpen().experimental());
    }

    @Test
    void theExperimentalFormIsReadAndWritten() {
        TcpOptions read = parsed("fe0cf9890123456789abcdef");
        assertTrue(read.fastOpen().experimental());
        assertEquals(8, read.fastOpen().cookieBytes());
        assertEquals(0x23, read.fastOpen().cookieByte(1));
        assertEquals("fe0cf9890123456789abcdef", written(read));

        TcpOptions request = parsed("fe04f989");
        assertTrue(request.fastOpen().request());
    }

    @ParameterizedTest
    @CsvSource({"2203aa01", "2204aabb", "2207aabbccddee01", "2214aabbccddeeffaabbccddeeffaabbccddeeff", "fe04f988"})
    void anOptionOfAWrongLengthOrIdentifierIsUnknown(String hex) {
        TcpOptions read = parsed(hex);

        assertFalse(read.fastOpen().present());
        assertTrue(read.unknownBytes() > 0);
    }

    @Test
    void clearingForgetsTheCookie() {
        TcpOptions read = parsed("220a0123456789abcdef0101");
        read.clear();

        assertFalse(read.fastOpen().present());
        assertEquals(0, read.encodedBytes());
    }
}
