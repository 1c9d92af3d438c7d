package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.stack.StackScript.PEER_MAC;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.SECOND_NS;
import static org.paceline.utcp.stack.StackScript.SMALL;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.nic.wire.Icmpv6;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv6Extensions;
import org.paceline.nic.wire.NeighborDiscovery;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.TcpState;

/** IPv6 packets, routers and both families on one listener. */
class Ipv6ArrivesTest {
    private static final IpAddress US = Family.IPV6.us;
    private static final IpAddress PEER = Family.IPV6.peer;
    private static final IpAddress FAR = IpAddress.parse("2001:db8:ffff::7");
    private static final IpAddress ROUTER = IpAddress.parse("fe80::99");

    private static final int FRAGMENT_HEADER_BYTES = 8;

    private final StackScript script = new StackScript(Family.IPV6);
    private final StackCounters counters = script.stack.counters();

    private static TestFrame ping(IpAddress source, IpAddress destination, int dataBytes) {
        ByteBuffer message = ByteBuffer.allocate(Icmpv6.HEADER_BYTES + dataBytes);
        Icmpv6.writeEcho(message, 0, Icmpv6.TYPE_ECHO_REQUEST, 77, 3);
        return TestFrame.ipv6(source, destination, Icmpv6.PROTOCOL, 64, message.array());
    }

    private static TestFrame routerAdvertisement(int lifetimeSeconds) {
        String message = "86000000 4000" + String.format("%04x", lifetimeSeconds) + "00000000 00000000";
        byte[] bytes = HexFormat.of().parseHex((message + "0101020000000099").replace(" ", ""));
        return TestFrame.ipv6(ROUTER, IpAddress.ALL_NODES, Icmpv6.PROTOCOL, 255, bytes);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static TestFrame syn(Family family) {
        return TestFrame.tcp(family, 1_234, PORT, TcpHeader.SYN, 77, 0, 0);
    }

    /** Of the SYN-ACK that left last. */
    private static TestFrame ack(Family family, StackScript script) {
        return TestFrame.tcp(family, 1_234, PORT, TcpHeader.ACK, 78, script.segment.sequenceNumber() + 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 56, 1_452})
    void rfc4443_4_2_aPingIsAnsweredWithItsOwnData(int dataBytes) {
        script.arrives(ping(PEER, US, dataBytes))
                .expect("2001:db8::1 > 2001:db8::2 icmp6 echo reply id 77 seq 3 len " + dataBytes);
        assertEquals(PEER_MAC, script.destinationMac());
    }

    @Test
    void aPingToAGroupIsNotAnswered() {
        script.arrives(ping(PEER, IpAddress.ALL_NODES, 8).withDestinationMac(0x3333_0000_0001L))
                .nothingDue();
    }

    @Test
    void rfc8200_4_aProtocolThatNobodySpeaksIsTold() {
        script.arrives(TestFrame.ipv6(PEER, US, 17, 64, new byte[8]))
                .expect("2001:db8::1 > 2001:db8::2 icmp6 parameter problem code 1 at 6");
    }

    @Test
    void rfc5095_aRoutingHeaderThatWantsForwardingIsRefused() {
        script.arrives(TestFrame.ipv6(PEER, US, Ipv6Extensions.ROUTING, 64, hex("0600 0001 00000000")))
                .expect("2001:db8::1 > 2001:db8::2 icmp6 parameter problem code 0 at 42");
    }

    @Test
    void rfc4443_2_4_nothingIsToldAboutErrorsToGroupsOrMoreThanTenInABurst() {
        byte[] error = hex("3a00 0001 00000000 0100 0000 00000000");
        script.arrives(TestFrame.ipv6(PEER, IpAddress.ALL_NODES, 17, 64, new byte[8]))
                .nothingDue();
        script.arrives(TestFrame.ipv6(IpAddress.UNSPECIFIED, US, 17, 64, new byte[8]))
                .nothingDue();
        script.arrives(TestFrame.ipv6(PEER, US, Icmpv6.PROTOCOL, 64, hex("0100 0000 00000000")))
                .nothingDue();
        script.arrives(TestFrame.ipv6(PEER, US, Ipv6Extensions.NO_NEXT_HEADER, 64, error))
                .nothingDue();
        for (int packet = 0; packet < 30; packet++) {
            script.arrives(TestFrame.ipv6(PEER, US, 17, 64, new byte[8]));
        }
        for (int packet = 0; packet < 10; packet++) {
            script.expect("2001:db8::1 > 2001:db8::2 icmp6 parameter problem");
        }
        script.nothingDue();
        assertEquals(20, counters.repliesDropped);
        script.late(SECOND_NS / 10).arrives(TestFrame.ipv6(PEER, US, 17, 64, new byte[8]));
        script.expect("2001:db8::1 > 2001:db8::2 icmp6 parameter problem").nothingDue();
    }

    /** The part from one byte to another of what stands behind the IPv6 header of a whole packet. */
    private static TestFrame fragment(TestFrame whole, int identification, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(FRAGMENT_HEADER_BYTES + to - from);
        boolean more = whole.transport + to < whole.lengthBytes;
        bytes.putInt(whole.buffer.get(TestFrame.IP + 6) << 24 | from | (more ? 1 : 0));
        bytes.putInt(identification);
        bytes.put(FRAGMENT_HEADER_BYTES, whole.buffer, whole.transport + from, to - from);
        return TestFrame.ipv6(PEER, US, Ipv6Extensions.FRAGMENT, 64, bytes.array());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rfc8200_4_5_aSegmentInFragmentsIsPutTogether(boolean lastFirst) {
        script.stack.listen(PORT, new RecordedUser(SMALL));
        TestFrame whole = TestFrame.tcp(Family.IPV6, 1_234, PORT, TcpHeader.SYN, 77, 0, 20);
        TestFrame first = fragment(whole, 7, 0, 24);
        TestFrame last = fragment(whole, 7, 24, 40);
        script.arrives(lastFirst ? last : first).nothingDue();
        script.arrives(lastFirst ? first : last);
        script.expect("2001:db8::1 > ff02::1:ff00:2 who-has").peerAnswers();
        script.expect("[2001:db8::1]:5201 > [2001:db8::2]:1234 [S.]");
        assertEquals(2, counters.fragments);
        assertEquals(1, counters.datagramsReassembled);
    }

    @Test
    void rfc5722_4_anOverlapEndsTheWholePacket() {
        script.stack.listen(PORT, new RecordedUser(SMALL));
        TestFrame whole = TestFrame.tcp(Family.IPV6, 1_234, PORT, TcpHeader.SYN, 77, 0, 28);
        script.arrives(fragment(whole, 7, 0, 24))
                .arrives(fragment(whole, 7, 16, 32))
                .arrives(fragment(whole, 7, 24, 48))
                .nothingDue();
        assertEquals(0, counters.datagramsReassembled);
        assertEquals(2, counters.fragmentsRefused);
        script.arrives(fragment(whole, 8, 0, 24)).arrives(fragment(whole, 8, 24, 48));
        assertEquals(1, counters.datagramsReassembled, "another packet is not touched");
    }

    @Test
    void rfc6980_5_neighbourDiscoveryInFragmentsIsNotHeard() {
        TestFrame whole = TestFrame.neighbor(NeighborDiscovery.NEIGHBOR_SOLICITATION, 0, PEER, US, US);
        script.arrives(fragment(whole, 7, 0, 8)).arrives(fragment(whole, 7, 8, 32));
        script.nothingDue();
        assertEquals(1, counters.datagramsReassembled);
        assertEquals(1, counters.notForUs);
    }

    @Test
    void aFragmentInsideOfFragmentsIsDropped() {
        TestFrame nested =
                TestFrame.ipv6(PEER, US, Ipv6Extensions.FRAGMENT, 64, hex("0600 0001 00000009" + "00".repeat(24)));
        script.arrives(fragment(nested, 7, 0, 16))
                .arrives(fragment(nested, 7, 16, 32))
                .nothingDue();
        assertEquals(1, counters.datagramsReassembled);
        assertEquals(1, counters.notForUs);
    }

    @Test
    void aSegmentBehindExtensionHeadersArrives() {
        script.stack.listen(PORT, new RecordedUser(SMALL));
        TestFrame plain = syn(Family.IPV6);
        byte[] segment = new byte[20];
        plain.buffer.get(plain.transport, segment);
        byte[] extended = new byte[28];
        System.arraycopy(hex("0600 0104 00000000"), 0, extended, 0, 8);
        System.arraycopy(segment, 0, extended, 8, 20);
        script.arrives(TestFrame.ipv6(PEER, US, Ipv6Extensions.DESTINATION_OPTIONS, 64, extended));
        script.expect("2001:db8::1 > ff02::1:ff00:2 who-has").peerAnswers();
        script.expect("[2001:db8::1]:5201 > [2001:db8::2]:1234 [S.]");
    }

    @Test
    void aSegmentWithoutConnectionIsReset() {
        script.arrives(TestFrame.tcp(Family.IPV6, 1_234, 80, TcpHeader.ACK, 77, 500, 10));
        script.expect("[2001:db8::1]:80 > [2001:db8::2]:1234 [R] seq 500 win 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff02::1", "::", "::ffff:10.0.0.2"})
    void aSegmentFromAnAddressThatIsNobodysIsNotAnswered(String source) {
        TestFrame frame = TestFrame.ipv6(IpAddress.parse(source), US, 6, 64, new byte[20]);
        if (IpAddress.parse(source).isIpv4()) {
            frame.buffer
                    .putLong(TestFrame.IP + 8, 0)
                    .putLong(TestFrame.IP + 16, IpAddress.parse(source).low());
        }
        frame.with(frame.transport + 12, 0x50)
                .with(frame.transport + 13, TcpHeader.SYN)
                .withTcpChecksum();
        script.arrives(frame).nothingDue();
    }

    @Test
    void aSegmentToAGroupIsNotAnswered() {
        TestFrame frame = TestFrame.ipv6(PEER, US.solicitedNodeGroup(), 6, 64, new byte[20]);
        frame.with(frame.transport + 12, 0x50)
                .with(frame.transport + 13, TcpHeader.SYN)
                .withTcpChecksum();
        script.arrives(frame.withDestinationMac(US.solicitedNodeGroup().multicastMac()))
                .nothingDue();
    }

    @Test
    void anMssOfIpv6IsTwentyBytesLess() {
        script.stack.connect(0, PEER, PORT, SMALL, new RecordedUser(SMALL));
        script.expect("2001:db8::1 > ff02::1:ff00:2 who-has").peerAnswers();
        String syn = script.poll();
        assertTrue(syn.contains("mss 1440"), syn);
    }

    @Test
    void oneListenerTakesBothFamilies() {
        LocalNetwork both = LocalNetwork.parse("10.0.0.1/24", "2001:db8::1/64").withQuiet(true);
        StackScript dual = new StackScript(Family.IPV6, StackConfig.of(both, 1, 2));
        RecordedUser listener = new RecordedUser(SMALL);
        dual.stack.listen(PORT, listener);
        dual.arrives(syn(Family.IPV4)).expect("arp who-has 10.0.0.2").peerAnswersArp();
        dual.expect("10.0.0.1:5201 > 10.0.0.2:1234 [S.]").arrives(ack(Family.IPV4, dual));
        dual.arrives(syn(Family.IPV6))
                .expect("2001:db8::1 > ff02::1:ff00:2 who-has")
                .peerAnswers();
        dual.expect("[2001:db8::1]:5201 > [2001:db8::2]:1234 [S.]").arrives(ack(Family.IPV6, dual));
        assertEquals(2, dual.stack.connections());
        assertEquals(2, listener.admitted);
    }

    @Test
    void anIpv4StackHearsNoIpv6() {
        StackScript ipv4 = new StackScript();
        ipv4.arrives(syn(Family.IPV6)).nothingDue();
        ipv4.arrives(ping(PEER, IpAddress.ALL_NODES, 8)).nothingDue();
        assertEquals(2, ipv4.stack.counters().notForUs);
        assertThrows(StackException.class, () -> ipv4.stack.connect(0, PEER, PORT, SMALL, new RecordedUser(SMALL)));
    }

    @Test
    void linkLocalPeersAreSpokenToFromTheLinkLocalAddress() {
        script.stack.connect(0, IpAddress.parse("fe80::2"), PORT, SMALL, new RecordedUser(SMALL));
        script.expect("fe80::ff:fe00:1 > ff02::1:ff00:2 who-has fe80::2");
    }

    @Test
    void rfc4861_6_3_4_aRouterThatAdvertisesItselfLeadsOut() {
        assertThrows(StackException.class, () -> script.stack.connect(0, FAR, PORT, SMALL, new RecordedUser(SMALL)));
        script.arrives(routerAdvertisement(1_800)).nothingDue();
        RecordedUser user = new RecordedUser(SMALL);
        script.stack.connect(0, FAR, PORT, SMALL, user);
        script.expect("fe80::ff:fe00:1 > ff02::1:ff00:99 who-has fe80::99");
    }

    @Test
    void rfc4861_6_3_4_itsLifetimeEnds() {
        script.arrives(routerAdvertisement(9)).late(9 * SECOND_NS);
        assertThrows(StackException.class, () -> script.stack.connect(0, FAR, PORT, SMALL, new RecordedUser(SMALL)));
        script.arrives(routerAdvertisement(9)).arrives(routerAdvertisement(0));
        assertThrows(StackException.class, () -> script.stack.connect(0, FAR, PORT, SMALL, new RecordedUser(SMALL)));
    }

    @Test
    void aConfiguredGatewayIsNotReplacedByAnAdvertisement() {
        LocalNetwork routed = Family.IPV6.network().withGateway(IpAddress.parse("2001:db8::fe"));
        StackScript fixed = new StackScript(Family.IPV6, StackConfig.of(routed, 1, 2));
        fixed.arrives(routerAdvertisement(1_800));
        fixed.stack.connect(0, FAR, PORT, SMALL, new RecordedUser(SMALL));
        fixed.expect("2001:db8::1 > ff02::1:ff00:fe who-has 2001:db8::fe");
    }

    @Test
    void rfc4861_6_3_7_aRouterIsAskedForThreeTimes() {
        LocalNetwork loud = Family.IPV6.network().withQuiet(false);
        StackScript fresh = new StackScript(Family.IPV6, StackConfig.of(loud, 1, 2));
        fresh.expect("::").expect("::");
        fresh.expect("fe80::ff:fe00:1 > ff02::2 router solicitation");
        fresh.dueAt(4 * SECOND_NS).expect("fe80::ff:fe00:1 > ff02::2 router solicitation");
        fresh.dueAt(8 * SECOND_NS)
                .expect("fe80::ff:fe00:1 > ff02::2 router solicitation")
                .nothingDue();
        assertEquals(Long.MAX_VALUE, fresh.stack.nextDeadlineNs(fresh.nowNs()));
    }

    @Test
    void aConnectionOfIpv6IsOpenedAndCarriesData() {
        RecordedUser open = script.connected();
        assertEquals(TcpState.ESTABLISHED, open.state);
        assertEquals(PEER, open.association.remoteAddress());
        assertEquals(US, open.association.localAddress());
    }
}
