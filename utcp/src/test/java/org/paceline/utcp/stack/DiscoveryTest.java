package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.nic.wire.NeighborDiscovery.NEIGHBOR_ADVERTISEMENT;
import static org.paceline.nic.wire.NeighborDiscovery.NEIGHBOR_SOLICITATION;
import static org.paceline.nic.wire.NeighborDiscovery.NO_MAC;
import static org.paceline.nic.wire.NeighborDiscovery.OVERRIDE;
import static org.paceline.nic.wire.NeighborDiscovery.SOLICITED;
import static org.paceline.utcp.stack.StackScript.PEER_MAC;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.SECOND_NS;
import static org.paceline.utcp.stack.StackScript.SMALL;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpState;

/** Neighbours on an IPv6 link: RFC 4861 section 7, and RFC 4862 5.4. */
class DiscoveryTest {
    private static final IpAddress US = Family.IPV6.us;
    private static final IpAddress PEER = Family.IPV6.peer;
    private static final String WHO_HAS = "2001:db8::1 > ff02::1:ff00:2 who-has 2001:db8::2 02:00:00:00:00:01";
    private static final String PROBE = "2001:db8::1 > 2001:db8::2 who-has 2001:db8::2 02:00:00:00:00:01";
    private static final String WE_ARE = "2001:db8::1 > 2001:db8::2 neighbour 2001:db8::1 is-at 02:00:00:00:00:01";
    private static final String SEGMENT = "[2001:db8::1]:";
    private static final long OTHER_MAC = PEER_MAC + 5;

    private final StackScript script = new StackScript(Family.IPV6);
    private final RecordedUser user = new RecordedUser(SMALL);

    private void connect() {
        script.stack.connect(script.nowNs(), PEER, PORT, SMALL, user);
    }

    private void write(RecordedUser open) {
        open.association.connection().sendBuffer().append(new byte[10], 0, 10);
        open.association.connection().handleApplication(script.nowNs());
        script.stack.reschedule(script.nowNs(), open.association);
    }

    /** The peer has got what {@link #write} wrote. */
    private void acknowledge() {
        int ack = script.segment.sequenceNumber() + 10;
        script.arrives(TestFrame.tcp(Family.IPV6, PORT, script.segment.sourcePort(), TcpHeader.ACK, 1_000, ack, 0));
    }

    private static TestFrame solicitation(IpAddress source, IpAddress destination, long mac) {
        return TestFrame.neighbor(NEIGHBOR_SOLICITATION, 0, source, destination, US, mac);
    }

    @Test
    void section7_2_2_theFirstFrameWaitsForTheAnswerToAQuestionToTheGroup() {
        connect();
        script.expect(WHO_HAS);
        assertEquals("33:33:ff:00:00:02", MacAddress.text(script.destinationMac()));
        script.nothingDue().peerAnswers().expect(SEGMENT).nothingDue();
        assertEquals(PEER_MAC, script.destinationMac());
    }

    @Test
    void section7_2_2_itIsRepeatedEachSecondThreeTimesAndThenThereIsNoRoute() {
        connect();
        script.expect(WHO_HAS)
                .dueAt(SECOND_NS)
                .expect(WHO_HAS)
                .dueAt(2 * SECOND_NS)
                .expect(WHO_HAS);
        script.dueAt(3 * SECOND_NS).nothingDue();
        assertEquals(CloseReason.UNREACHABLE, user.closeReason);
    }

    @Test
    void section7_2_4_whoAsksForUsIsAnswered() {
        script.arrives(solicitation(PEER, US.solicitedNodeGroup(), PEER_MAC));
        script.expect(WE_ARE + " solicited override").nothingDue();
        assertEquals(PEER_MAC, script.destinationMac());
        script.arrives(solicitation(PEER, US, PEER_MAC)).expect(WE_ARE);
    }

    @Test
    void section7_2_4_whoAsksForAnotherIsNot() {
        IpAddress other = IpAddress.parse("2001:db8::77");
        script.arrives(TestFrame.neighbor(NEIGHBOR_SOLICITATION, 0, PEER, other.solicitedNodeGroup(), other))
                .nothingDue();
        // 2001:db8:1::1 has the same group
        IpAddress sameGroup = IpAddress.parse("2001:db8:1::1");
        script.arrives(TestFrame.neighbor(NEIGHBOR_SOLICITATION, 0, PEER, sameGroup.solicitedNodeGroup(), sameGroup))
                .nothingDue();
    }

    @Test
    void section7_2_4_ourLinkLocalAddressIsMadeByEui64AndAnsweredFor() {
        IpAddress linkLocal = IpAddress.parse("fe80::ff:fe00:1");
        IpAddress peer = IpAddress.parse("fe80::2");
        script.arrives(TestFrame.neighbor(NEIGHBOR_SOLICITATION, 0, peer, linkLocal.solicitedNodeGroup(), linkLocal));
        script.expect("fe80::ff:fe00:1 > fe80::2 neighbour fe80::ff:fe00:1 is-at");
    }

    @Test
    void section7_2_3_aQuestionTellsItsSendersAddressToo() {
        connect();
        script.expect(WHO_HAS).arrives(solicitation(PEER, US, PEER_MAC));
        script.expect(WE_ARE).expect(SEGMENT);
        assertEquals(PEER_MAC, script.destinationMac());
    }

    @Test
    void section7_2_5_answersThatNobodyAskedForAreNotKept() {
        script.peerAnswers();
        connect();
        script.expect(WHO_HAS);
    }

    @Test
    void section7_2_5_withoutOverrideAnotherAddressOnlyRaisesDoubt() {
        RecordedUser open = script.connected();
        script.arrives(script.peerAdvertises(SOLICITED, OTHER_MAC));
        write(open);
        script.expect(SEGMENT);
        assertEquals(PEER_MAC, script.destinationMac());
        acknowledge();
        script.arrives(script.peerAdvertises(OVERRIDE, OTHER_MAC));
        write(open);
        script.expect(SEGMENT);
        assertEquals(OTHER_MAC, script.destinationMac());
    }

    @Test
    void section7_3_3_whoIsSilentForHalfAMinuteIsAskedOnlyWhenThereIsSomethingToSend() {
        RecordedUser open = script.connected();
        script.dueAt(30 * SECOND_NS).nothingDue().late(100 * SECOND_NS).nothingDue();
        write(open);
        script.expect(SEGMENT);
        // the peer's ACK keeps the retransmission timer out of the picture
        acknowledge();
        script.dueAt(105 * SECOND_NS).expect(PROBE);
        assertEquals(PEER_MAC, script.destinationMac(), "who has answered is asked directly");
        script.peerAnswers().dueAt(135 * SECOND_NS).nothingDue();
    }

    @Test
    void section7_3_3_threeProbesInVainEndTheEntryAndNotTheConnection() {
        RecordedUser open = script.connected();
        script.dueAt(30 * SECOND_NS).nothingDue();
        write(open);
        script.expect(SEGMENT);
        acknowledge();
        script.dueAt(35 * SECOND_NS).expect(PROBE).dueAt(36 * SECOND_NS).expect(PROBE);
        script.dueAt(37 * SECOND_NS).expect(PROBE).dueAt(38 * SECOND_NS).nothingDue();
        assertEquals(TcpState.ESTABLISHED, open.state);
        write(open);
        script.expect(WHO_HAS).peerAnswers().expect(SEGMENT);
    }

    @Test
    void afterThreeTimeoutsInARowEverybodyIsAsked() {
        RecordedUser open = script.connected();
        write(open);
        script.expect(SEGMENT);
        String text = "";
        while (!text.contains("who-has")) {
            script.late(script.stack.nextDeadlineNs(script.nowNs()));
            text = script.poll();
        }
        assertEquals(WHO_HAS, text);
    }

    @Test
    void rfc4861_7_1_whatARouterMayHavePassedIsNotBelieved() {
        script.arrives(solicitation(PEER, US, PEER_MAC).with(TestFrame.IP + 7, 254))
                .nothingDue();
        assertEquals(1, script.stack.counters().malformedDiscovery);
    }

    @Test
    void rfc4862_5_4_eachAddressIsProbedOnceAndUsedMeanwhile() {
        StackScript fresh = new StackScript(
                Family.IPV6, StackConfig.of(Family.IPV6.network().withQuiet(false), 1, 2));
        fresh.expect(":: > ff02::1:ff00:1 who-has 2001:db8::1");
        assertEquals("33:33:ff:00:00:01", MacAddress.text(fresh.destinationMac()));
        fresh.expect(":: > ff02::1:ff00:1 who-has fe80::ff:fe00:1");
        fresh.expect("fe80::ff:fe00:1 > ff02::2 router solicitation 02:00:00:00:00:01")
                .nothingDue();
        fresh.stack.connect(fresh.nowNs(), PEER, PORT, SMALL, user);
        fresh.expect(WHO_HAS);
    }

    @Test
    void rfc4862_5_4_5_anAddressThatSomebodyClaimsInTimeIsGivenUp() {
        StackScript fresh = new StackScript(
                Family.IPV6, StackConfig.of(Family.IPV6.network().withQuiet(false), 1, 2));
        fresh.expect("::").expect("::").expect("fe80");
        fresh.arrives(TestFrame.neighbor(NEIGHBOR_ADVERTISEMENT, OVERRIDE, US, IpAddress.ALL_NODES, US));
        assertEquals(1, fresh.stack.counters().duplicateAddresses);
        fresh.arrives(solicitation(PEER, US.solicitedNodeGroup(), PEER_MAC)).nothingDue();
    }

    @Test
    void rfc4862_5_4_3_anAddressThatIsInUseIsDefended() {
        script.late(10 * SECOND_NS);
        script.arrives(solicitation(IpAddress.UNSPECIFIED, US.solicitedNodeGroup(), NO_MAC));
        script.expect("2001:db8::1 > ff02::1 neighbour 2001:db8::1 is-at 02:00:00:00:00:01 override");
        assertEquals("33:33:00:00:00:01", MacAddress.text(script.destinationMac()));
    }
}
