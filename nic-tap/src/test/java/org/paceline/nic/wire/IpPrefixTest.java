package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.2/24", "10.0.0.2/0", "10.0.0.2/32", "2001:db8::2/64", "::1/0", "fe80::1/128"})
    void textIsReadAndWrittenBack(String text) {
        assertEquals(text, IpPrefix.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "172.16.5.4/12, 172.16.0.0, true",
        "172.16.5.4/12, 172.31.255.255, true",
        "172.16.5.4/12, 172.15.255.255, false",
        "172.16.5.4/12, 172.32.0.0, false",
        "10.0.0.2/0, 192.168.0.1, true",
        "10.0.0.2/32, 10.0.0.3, false",
        "10.0.0.2/32, 10.0.0.2, true",
        "10.0.0.2/0, 2001:db8::1, false",
        "::/0, 10.0.0.2, false",
        "2001:db8::2/64, 2001:db8::ffff:0:0:1, true",
        "2001:db8::2/64, 2001:db8:0:1::2, false",
        "2001:db8::2/65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::2/65, 2001:db8::8000:0:0:1, false",
        "2001:db8::2/128, 2001:db8::2, true",
        "2001:db8::2/128, 2001:db8::3, false",
        "2001:db8::2/0, ffff::1, true",
        "2001:db8::2/32, 2001:db8:ffff::1, true",
        "2001:db8::2/32, 2001:db9::1, false",
        "fe80::1/10, febf::1, true"
    })
    void anAddressIsOnTheNetworkOrNot(String prefix, String address, boolean contained) {
        assertEquals(contained, IpPrefix.parse(prefix).contains(IpAddress.parse(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.2/24, 10.0.0.255, true", "10.0.0.2/24, 10.0.0.254, false", "10.0.0.2/24, 10.0.1.255, false",
        "10.0.0.2/31, 10.0.0.3, false", "10.0.0.2/32, 10.0.0.2, false", "10.0.0.2/0, 255.255.255.255, true",
        "2001:db8::2/64, 2001:db8::ffff:ffff:ffff:ffff, false"
    })
    void theLastAddressOfAnIpv4NetworkIsItsBroadcast(String prefix, String address, boolean broadcast) {
        assertEquals(broadcast, IpPrefix.parse(prefix).isBroadcast(IpAddress.parse(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.2",
                "10.0.0.2/",
                "10.0.0.2/33",
                "10.0.0.2/-1",
                "10.0.0.2/01",
                "10.0.0/24",
                "2001:db8::2/129",
                "2001:db8::2/064",
                "2001:db8::2",
                "/24",
                "2001:db8::2/64/64"
            })
    void whatIsNoPrefixIsRefusedInOneLine(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> IpPrefix.parse(text));
        assertFalse(String.valueOf(refusal.getMessage()).contains("\n"));
    }
}
