package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4861: what messages say, and which ones are to be believed. */
class NeighborDiscoveryTest {
    private final NeighborDiscovery message = new NeighborDiscovery();

    private boolean valid(byte[] frame) {
        IpHeader ip = new IpHeader();
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        return ip.wrapIpv6(buffer, 14, frame.length - 14)
                && message.wrap(buffer, ip.payloadOffset(), ip.payloadBytes())
                && message.valid(ip);
    }

    private static byte[] with(byte[] frame, int offset, int... bytes) {
        byte[] changed = frame.clone();
        for (int index = 0; index < bytes.length; index++) {
            changed[offset + index] = (byte) bytes[index];
        }
        return changed;
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertTrue(valid(SampleIpv6Frames.neighborSolicitation()));
        assertEquals(NeighborDiscovery.NEIGHBOR_SOLICITATION, message.type());
        assertEquals("2001:db8::1", IpAddress.text(message.targetHigh(), message.targetLow()));
        assertEquals(0x02_00_00_00_00_0BL, message.sourceMac());
        assertEquals(NeighborDiscovery.NO_MAC, message.targetMac());
        assertTrue(valid(SampleIpv6Frames.neighborAdvertisement()));
        assertEquals(0x02_00_00_00_00_0BL, message.targetMac());
        assertEquals(NeighborDiscovery.SOLICITED | NeighborDiscovery.OVERRIDE, message.flags());
    }

    @Test
    void aRouterTellsItsLifetimeAndTheLinksMtu() {
        assertTrue(valid(SampleIpv6Frames.routerAdvertisement()));
        assertEquals(1_800, message.routerLifetimeSeconds());
        assertEquals(64, message.currentHopLimit());
        assertEquals(1_400, message.linkMtuBytes());
        assertEquals(0x02_00_00_00_00_99L, message.sourceMac());
    }

    @Test
    void aRedirectNamesABetterHop() {
        assertTrue(valid(SampleIpv6Frames.redirect()));
        assertEquals("fe80::98", IpAddress.text(message.targetHigh(), message.targetLow()));
        assertEquals(0x02_00_00_00_00_98L, message.targetMac());
    }

    @Test
    void rfc4861_7_1_whatARouterMayHavePassedIsNotBelieved() {
        for (byte[] frame : SampleIpv6Frames.all()) {
            if (frame[20] == Icmpv6.PROTOCOL && NeighborDiscovery.isType(frame[54] & 0xFF)) {
                assertTrue(valid(frame));
                assertFalse(valid(with(frame, 21, 254)), "hop limit");
                assertFalse(valid(with(frame, 55, 1)), "code");
            }
        }
    }

    @Test
    void rfc4861_7_1_1_aGroupIsNobodysAddress() {
        assertFalse(valid(with(SampleIpv6Frames.neighborSolicitation(), 62, 0xff)));
        assertFalse(valid(with(SampleIpv6Frames.neighborAdvertisement(), 62, 0xff)));
    }

    @Test
    void rfc4861_7_1_1_whoHasNoAddressAsksTheSolicitedNodeGroupAndGivesNoOption() {
        ByteBuffer probe = ByteBuffer.allocate(NeighborDiscovery.NEIGHBOR_BYTES);
        int type = NeighborDiscovery.NEIGHBOR_SOLICITATION;
        IpAddress target = SampleIpv6Frames.CLIENT;
        IpAddress group = target.solicitedNodeGroup();
        int probeBytes = NeighborDiscovery.writeNeighbor(probe, 0, type, 0, target, NeighborDiscovery.NO_MAC);
        byte[] bare = Arrays.copyOf(probe.array(), probeBytes);
        assertTrue(valid(SampleIpv6Frames.packet(58, 255, IpAddress.UNSPECIFIED, group, bare)));
        assertFalse(valid(SampleIpv6Frames.packet(58, 255, IpAddress.UNSPECIFIED, target, bare)));
        NeighborDiscovery.writeNeighbor(probe, 0, type, 0, target, 7);
        assertFalse(valid(SampleIpv6Frames.packet(58, 255, IpAddress.UNSPECIFIED, group, probe.array())));
    }

    @Test
    void rfc4861_7_1_2_anAdvertisementToAGroupAnswersNobody() {
        byte[] frame = SampleIpv6Frames.neighborAdvertisement();
        byte[] toAll = SampleIpv6Frames.packet(
                58, 255, SampleIpv6Frames.SERVER, IpAddress.ALL_NODES, SampleFrames.from(frame, 54));
        assertFalse(valid(toAll));
        assertTrue(valid(with(toAll, 58, 0x20)));
    }

    @Test
    void rfc4861_6_1_2_aRouterSpeaksFromItsLinkLocalAddress() {
        byte[] message = SampleFrames.from(SampleIpv6Frames.routerAdvertisement(), 54);
        assertFalse(valid(SampleIpv6Frames.packet(58, 255, SampleIpv6Frames.SERVER, IpAddress.ALL_NODES, message)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void rfc4861_4_6_anOptionOfLengthZeroOrBeyondTheMessageSpoilsIt(int units) {
        assertFalse(valid(with(SampleIpv6Frames.neighborSolicitation(), 79, units)));
    }

    @Test
    void rfc4861_4_6_anUnknownOptionIsSkipped() {
        assertTrue(valid(with(SampleIpv6Frames.neighborSolicitation(), 78, 200)));
        assertEquals(NeighborDiscovery.NO_MAC, message.sourceMac());
    }
}
