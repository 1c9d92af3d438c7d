package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.2", "127.128.129.130", "255.255.255.255"})
    void textAndNumberAreTheSame(String text) {
        assertEquals(text, Ipv4Address.text(Ipv4Address.parse(text)));
    }

    @Test
    void theFirstByteIsTheHighest() {
        assertEquals(0xC0A8_0102, Ipv4Address.parse("192.168.1.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.2.3",
                "10.0.0.256",
                "10.0.0.-1",
                "10.0.0.+1",
                "10.0.0.",
                ".0.0.2",
                "10.0.0.02",
                "10.0.0.a",
                "10.0.0.1000",
                "host",
                "10.0.0.2/24",
                " 10.0.0.2",
                "10.0.0.\u0662"
            })
    void anythingElseIsRefusedInOneLine(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Ipv4Address.parse(text));

        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("\"" + text + "\" is not an IPv4 address; write four"));
    }
}
