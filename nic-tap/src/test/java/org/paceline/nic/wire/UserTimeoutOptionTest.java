package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5482 section 3: kind 28, length 4, a bit for minutes and 15 bits of value. */
class UserTimeoutOptionTest {
    private final ByteBuffer frame = ByteBuffer.allocate(40);

    @ParameterizedTest
    @CsvSource({
        "1, 1c040001, 1",
        "32767, 1c047fff, 32767",
        "32768, 1c048223, 32820",
        "2000000000, 1c04ffff, 1966020",
    })
    void secondsAsLongAsTheyFitAndThenMinutes(int toldSeconds, String bytes, int readSeconds) {
        TcpOptions options = new TcpOptions();
        options.userTimeout().tell(toldSeconds);
        int lengthBytes = options.write(frame, 0);
        assertEquals(bytes, HexFormat.of().formatHex(frame.array(), 0, lengthBytes));
        assertTrue(options.parse(frame, 0, lengthBytes));
        assertEquals(readSeconds, options.userTimeout().seconds());
    }

    @Test
    void aWrongLengthIsAnUnknownOption() {
        frame.put(0, HexFormat.of().parseHex("1c0300011c05000101000000"));
        TcpOptions options = new TcpOptions();
        assertTrue(options.parse(frame, 0, 3));
        assertEquals(0, options.userTimeout().seconds());
        assertEquals(3, options.unknownBytes());
    }

    @Test
    void itHasItsPlaceInBothLayouts() {
        for (OptionOrder order : OptionOrder.values()) {
            TcpOptions options =
                    new TcpOptions().order(order).maximumSegmentBytes(1_460).timestamps(1, 2);
            options.userTimeout().tell(30);
            int lengthBytes = options.write(frame, 0);
            assertTrue(options.parse(frame, 0, lengthBytes), order::name);
            assertEquals(30, options.userTimeout().seconds(), order::name);
            assertEquals(2, options.timestampEcho(), order::name);
        }
    }
}
