package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.2/24, 255.255.255.0, 10.0.0.255",
        "10.0.0.2/0, 0.0.0.0, 255.255.255.255",
        "10.0.0.2/1, 128.0.0.0, 127.255.255.255",
        "10.0.0.2/31, 255.255.255.254, 10.0.0.3",
        "10.0.0.2/32, 255.255.255.255, 10.0.0.2",
        "172.16.5.4/12, 255.240.0.0, 172.31.255.255"
    })
    void theLengthGivesMaskAndBroadcast(String text, String netmask, String broadcast) {
        Ipv4Prefix prefix = Ipv4Prefix.parse(text);

        assertEquals(netmask, Ipv4Address.text(prefix.netmask()));
        assertEquals(broadcast, Ipv4Address.text(prefix.broadcast()));
        assertEquals(text, prefix.toString());
    }

    @Test
    void theNetworkHasItsEdges() {
        Ipv4Prefix prefix = Ipv4Prefix.parse("172.16.5.4/12");

        assertTrue(prefix.contains(Ipv4Address.parse("172.16.0.0")));
        assertTrue(prefix.contains(Ipv4Address.parse("172.31.255.255")));
        assertFalse(prefix.contains(Ipv4Address.parse("172.15.255.255")));
        assertFalse(prefix.contains(Ipv4Address.parse("172.32.0.0")));
    }

    @Test
    void noBitsMeanEveryoneAndAllBitsMeanOneself() {
        assertTrue(Ipv4Prefix.parse("10.0.0.2/0").contains(Ipv4Address.parse("192.168.0.1")));
        assertFalse(Ipv4Prefix.parse("10.0.0.2/32").contains(Ipv4Address.parse("10.0.0.3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.2", "10.0.0.2/", "10.0.0.2/33", "10.0.0.2/-1", "10.0.0.2/024", "10.0.0/24", "/24"})
    void anythingElseIsRefusedInOneLine(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Ipv4Prefix.parse(text));

        assertTrue(String.valueOf(refusal.getMessage()).contains(" is not an "));
        assertTrue(String.valueOf(refusal.getMessage()).contains("; write "));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 33})
    void aLengthThatNoAddressHasIsRefused(int lengthBits) {
        assertThrows(IllegalArgumentException.class, () -> new Ipv4Prefix(0, lengthBits));
    }
}
