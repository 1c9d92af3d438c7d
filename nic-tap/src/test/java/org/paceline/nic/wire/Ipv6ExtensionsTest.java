package org.paceline.nic.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.DISCARD;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.FRAGMENT;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.MALFORMED;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.PROBLEM;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.PROBLEM_UNLESS_GROUP;
import static org.paceline.nic.wire.Ipv6Extensions.Outcome.TRANSPORT;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8200 section 4, clause by clause. */
class Ipv6ExtensionsTest {
    private final Ipv6Extensions extensions = new Ipv6Extensions();

    private Ipv6Extensions.Outcome walk(int nextHeader, String payload) {
        byte[] frame = SampleIpv6Frames.packet(
                nextHeader, 64, SampleIpv6Frames.SERVER, SampleIpv6Frames.CLIENT, SampleIpv6Frames.hex(payload));
        return walk(frame);
    }

    private Ipv6Extensions.Outcome walk(byte[] frame) {
        Ipv6Header ip = new Ipv6Header();
        assertTrue(ip.wrap(ByteBuffer.wrap(frame), SampleIpv6Frames.IP, frame.length - SampleIpv6Frames.IP));
        return extensions.walk(ByteBuffer.wrap(frame), SampleIpv6Frames.IP, ip);
    }

    private void problem(int code, int pointer) {
        assertEquals(code, extensions.problemCode());
        assertEquals(pointer, extensions.problemPointer());
    }

    @Test
    void withoutExtensionsTheTransportFollowsTheHeader() {
        assertEquals(TRANSPORT, walk(SampleIpv6Frames.tcp()));
        assertEquals(6, extensions.protocol());
        assertEquals(SampleIpv6Frames.BEHIND_IP, extensions.transportOffset());
        assertEquals(6, extensions.nextHeaderPointer());
    }

    @Test
    void theyArePassedInTheirRecommendedOrder() {
        assertEquals(TRANSPORT, walk(SampleIpv6Frames.extended()));
        assertEquals(6, extensions.protocol());
        assertEquals(SampleIpv6Frames.BEHIND_IP + 40, extensions.transportOffset());
        assertEquals(40 + 32, extensions.nextHeaderPointer(), "the field of the last header that was passed");
    }

    @Test
    void section4_1_hopByHopOptionsStandFirstOrAreUnrecognized() {
        assertEquals(PROBLEM, walk(Ipv6Extensions.DESTINATION_OPTIONS, "0000 0104 00000000 0600 0104 00000000"));
        problem(Ipv6Extensions.UNRECOGNIZED_NEXT_HEADER, 40);
    }

    @ParameterizedTest
    @CsvSource({"1e, TRANSPORT", "5e, DISCARD", "9e, PROBLEM", "de, PROBLEM_UNLESS_GROUP"})
    void section4_2_anUnknownOptionSaysItselfWhatIsToBeDone(String type, Ipv6Extensions.Outcome outcome) {
        assertEquals(outcome, walk(Ipv6Extensions.DESTINATION_OPTIONS, "0600 00 " + type + " 02 0000 00"));
        if (outcome == PROBLEM || outcome == PROBLEM_UNLESS_GROUP) {
            problem(Ipv6Extensions.UNRECOGNIZED_OPTION, 43);
        }
    }

    @Test
    void section4_2_anOptionThatLeavesItsHeaderIsAnErroneousField() {
        assertEquals(PROBLEM, walk(Ipv6Extensions.HOP_BY_HOP, "0600 1e05 00000000"));
        problem(Ipv6Extensions.ERRONEOUS_FIELD, 42);
    }

    @Test
    void section4_4_aRoutingHeaderThatIsUsedUpIsPassed() {
        assertEquals(TRANSPORT, walk(Ipv6Extensions.ROUTING, "0600 0400 00000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "03", "04", "fe"})
    void section4_4_oneWithSegmentsLeftIsRefusedAtItsTypeAndRfc5095RefusesType0Too(String type) {
        assertEquals(PROBLEM, walk(Ipv6Extensions.ROUTING, "0600 " + type + "01 00000000"));
        problem(Ipv6Extensions.ERRONEOUS_FIELD, 42);
    }

    @Test
    void section4_5_aFragmentShowsItsPlace() {
        assertEquals(FRAGMENT, walk(SampleIpv6Frames.fragment()));
        assertEquals(0x5a8, extensions.fragmentOffsetBytes());
        assertTrue(extensions.moreFragments());
        assertEquals(0x12345678, extensions.fragmentIdentification());
        assertEquals(6, extensions.protocol());
    }

    @Test
    void rfc6946_aPacketThatIsItsOnlyFragmentIsWhole() {
        assertEquals(TRANSPORT, walk(Ipv6Extensions.FRAGMENT, "0600 0000 12345678"));
    }

    @Test
    void section4_7_nothingFollowsNoNextHeader() {
        assertEquals(DISCARD, walk(Ipv6Extensions.NO_NEXT_HEADER, "0102"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Ipv6Extensions.HOP_BY_HOP, Ipv6Extensions.ROUTING, Ipv6Extensions.DESTINATION_OPTIONS})
    void aHeaderThatLeavesThePacketIsMalformed(int header) {
        assertEquals(MALFORMED, walk(header, "0600 0104 000000"));
        assertEquals(MALFORMED, walk(header, "0601 0104 00000000"));
        assertEquals(MALFORMED, walk(Ipv6Extensions.FRAGMENT, "0600 0000 000000"));
    }

    @Test
    void rfc8504_5_3_headersAndOptionsAreWalkedToABound() {
        assertEquals(
                DISCARD,
                walk(Ipv6Extensions.DESTINATION_OPTIONS, "3c00 0104 00000000".repeat(9) + "0600 0104 00000000"));
        assertEquals(
                TRANSPORT,
                walk(Ipv6Extensions.DESTINATION_OPTIONS, "3c00 0104 00000000".repeat(7) + "0600 0104 00000000"));
        assertEquals(DISCARD, walk(Ipv6Extensions.DESTINATION_OPTIONS, "0602 0100" + "1e00".repeat(9) + "0100"));
        assertEquals(TRANSPORT, walk(Ipv6Extensions.DESTINATION_OPTIONS, "0602 0100" + "1e00".repeat(8) + "01020000"));
    }
}
