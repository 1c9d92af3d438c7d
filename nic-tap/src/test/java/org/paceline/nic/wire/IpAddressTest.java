package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /** The examples of RFC 5952 sections 2 and 4, and of RFC 4291 2.2. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1::, 1::",
        "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::FFFF:129.144.52.38, 129.144.52.38",
        "10.0.0.2, 10.0.0.2"
    })
    void anAddressIsWrittenAsRfc5952Says(String text, String canonical) {
        assertEquals(canonical, IpAddress.parse(text).toString());
        assertEquals(IpAddress.parse(text), IpAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                ":1::",
                "1:::2",
                "1::2:",
                "1::-2",
                "fe80::1%eth0",
                "::1.2.3",
                "::1.2.3.4.5",
                "1.2.3.4::",
                "::256.1.1.1",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "٠::",
                "2001:db8::2/64"
            })
    void whatIsNoAddressIsRefusedInOneLine(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
        assertFalse(String.valueOf(refusal.getMessage()).contains("\n"));
    }

    @Test
    void textAndBytesOfAnyAddressLeadBackToItAndAgreeWithThePlatform() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            // words of many zero groups, so that every run of them is met
            long high = random.nextLong() & groups(random);
            long low = random.nextLong() & groups(random);
            IpAddress address = new IpAddress(high, low);
            assertEquals(address, IpAddress.parse(address.toString()));
            assertEquals(address, IpAddress.of(address.bytes()));
            assertArrayEquals(InetAddress.getByName(address.toString()).getAddress(), address.bytes());
        }
    }

    private static long groups(SplittableRandom random) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xFFFF : 0);
        }
        return mask;
    }

    @Test
    void anIpv4AddressStandsMapped() {
        IpAddress address = IpAddress.parse("192.0.2.1");
        assertEquals(IpAddress.parse("::ffff:c000:201"), address);
        assertEquals(IpAddress.ofIpv4(0xC000_0201), address);
        assertTrue(address.isIpv4());
        assertEquals(0xC000_0201, address.ipv4());
        assertFalse(IpAddress.parse("::192.0.2.1").isIpv4());
        assertFalse(IpAddress.parse("1::ffff:c000:201").isIpv4());
    }

    @ParameterizedTest
    @CsvSource({
        "ff02::1, MULTICAST",
        "224.0.0.1, MULTICAST",
        "239.255.255.255, MULTICAST",
        "::, UNSPECIFIED",
        "0.0.0.0, UNSPECIFIED",
        "fe80::1, LINK_LOCAL",
        "febf:ffff::1, LINK_LOCAL",
        "fec0::1, NONE",
        "fe7f::1, NONE",
        "::1, LOOPBACK",
        "127.0.0.1, LOOPBACK",
        "127.255.0.9, LOOPBACK",
        "128.0.0.1, NONE",
        "223.255.255.255, NONE",
        "2001:db8::ff02, NONE",
        "feff::1, NONE",
        "::2, NONE",
        "fdff::1, NONE"
    })
    void anAddressIsOfOneKindAtMost(String text, String kind) {
        IpAddress address = IpAddress.parse(text);
        assertEquals(kind.equals("MULTICAST"), address.isMulticast());
        assertEquals(kind.equals("UNSPECIFIED"), address.isUnspecified());
        assertEquals(kind.equals("LINK_LOCAL"), address.isLinkLocal());
        assertEquals(kind.equals("LOOPBACK"), address.isLoopback());
        assertEquals(
                kind.equals("MULTICAST") || kind.equals("UNSPECIFIED"),
                IpAddress.isNobodys(address.high(), address.low()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"240.0.0.1", "255.255.255.255"})
    void theReservedIpv4AddressesAreNobodys(String text) {
        IpAddress address = IpAddress.parse(text);
        assertTrue(IpAddress.isNobodys(address.high(), address.low()));
    }

    /** RFC 4291 2.7.1 gives this example. */
    @Test
    void theSolicitedNodeGroupHasTheLast24Bits() {
        assertEquals(
                "ff02::1:ff0e:8c6c",
                IpAddress.parse("4037::01:800:200e:8c6c").solicitedNodeGroup().toString());
    }

    @Test
    void aGroupHasAnEthernetGroupByRfc2464() {
        assertEquals(
                "33:33:ff:0e:8c:6c",
                MacAddress.text(IpAddress.parse("ff02::1:ff0e:8c6c").multicastMac()));
    }

    /** RFC 2464 section 4 gives 34-56-78-9A-BC-DE as its example. */
    @Test
    void theLinkLocalAddressIsMadeFromTheEthernetAddressByEui64() {
        assertEquals(
                "fe80::3656:78ff:fe9a:bcde",
                IpAddress.linkLocal(MacAddress.parse("34:56:78:9a:bc:de")).toString());
        assertEquals(
                "fe80::ff:fe00:1",
                IpAddress.linkLocal(MacAddress.parse("02:00:00:00:00:01")).toString());
    }
}
