package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"02:00:00:00:00:01", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "fe:dc:ba:98:76:54"})
    void textAndNumberAreTheSame(String text) {
        assertEquals(text, MacAddress.text(MacAddress.parse(text)));
    }

    @Test
    void theFirstByteIsTheHighest() {
        assertEquals(0xFEDC_BA98_7654L, MacAddress.parse("FE:dc:BA:98:76:54"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00",
                "02:00:00:00:00:01:02",
                "02:00:00:00:00:",
                "02:00:00:00:00:g1",
                "02:00:00:00:00:001",
                "02:00:00:00:00:+1",
                "02-00-00-00-00-01"
            })
    void anythingElseIsRefusedInOneLine(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> MacAddress.parse(text));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("\"" + text + "\" is not a MAC address; write six"));
    }

    @Test
    void aGroupIsToldFromAStation() {
        assertTrue(MacAddress.isMulticast(MacAddress.BROADCAST));
        assertTrue(MacAddress.isMulticast(MacAddress.parse("01:00:5e:00:00:01")));
        assertFalse(MacAddress.isMulticast(MacAddress.parse("02:ff:ff:ff:ff:ff")));
    }

    @Test
    void writingTouchesSixBytes() {
        ByteBuffer frame = ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9});
        MacAddress.write(frame, 1, 0xFEDC_BA98_7654L);

        assertEquals(0xFEDC_BA98_7654L, MacAddress.read(frame, 1));
        assertEquals(9, frame.get(0));
        assertEquals(9, frame.get(7));
    }
}
