package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.utcp.stack.StackScript.PEER;
import static org.paceline.utcp.stack.StackScript.PEER_MAC;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.SECOND_NS;
import static org.paceline.utcp.stack.StackScript.SMALL;
import static org.paceline.utcp.stack.StackScript.US;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpState;

/** ARP as a stack speaks it: RFC 826, and RFC 1122 2.3.2. */
class NeighborTest {
    private static final String REQUEST = "arp who-has 10.0.0.2 tell 10.0.0.1";
    private static final long MINUTE_NS = 60 * SECOND_NS;

    private final StackScript script = new StackScript();
    private final RecordedUser user = new RecordedUser(SMALL);

    private void connect() {
        script.stack.connect(script.nowNs(), PEER, PORT, SMALL, user);
    }

    @Test
    void theFirstFrameWaitsForTheAnswer() {
        connect();
        script.expect(REQUEST).nothingDue();
        script.peerAnswersArp().expect("10.0.0.1:").nothingDue();
        assertEquals(PEER_MAC, script.destinationMac());
        assertEquals(0, script.stack.counters().unresolvedDropped);
    }

    @Test
    void aRequestGoesToEverybody() {
        connect();
        script.expect(REQUEST);
        assertEquals(MacAddress.BROADCAST, script.destinationMac());
    }

    @Test
    void itIsRepeatedEachSecondThreeTimesAndThenThereIsNoRoute() {
        connect();
        script.expect(REQUEST)
                .dueAt(SECOND_NS)
                .expect(REQUEST)
                .dueAt(2 * SECOND_NS)
                .expect(REQUEST);
        script.dueAt(3 * SECOND_NS).nothingDue();
        assertEquals(CloseReason.UNREACHABLE, user.closeReason);
        assertEquals("No route to host", user.closeReason.text());
        assertEquals(0, script.stack.connections());
    }

    @Test
    void theFramesOfConnectionsThatBeginTogetherWaitAndLeaveInTheirOrder() {
        connect();
        script.expect(REQUEST);
        script.stack.connect(script.nowNs(), PEER, PORT + 1, SMALL, new RecordedUser(SMALL));
        script.nothingDue().peerAnswersArp().expect("10.0.0.1:");
        assertEquals(PORT, script.segment.destinationPort());
        script.expect("10.0.0.1:").nothingDue();
        assertEquals(PORT + 1, script.segment.destinationPort());
        assertEquals(0, script.stack.counters().unresolvedDropped);
    }

    @Test
    void framesBeyondTheBoundAreDroppedAndCounted() {
        connect();
        script.expect(REQUEST);
        for (int more = 1; more <= 65; more++) {
            script.stack.connect(script.nowNs(), PEER, PORT + more, SMALL, new RecordedUser(SMALL));
            script.nothingDue();
        }
        assertEquals(2, script.stack.counters().unresolvedDropped, "64 wait");
    }

    @Test
    void afterAMinuteTheStationIsAskedAgainAndUsedMeanwhile() {
        RecordedUser open = script.connected();
        script.dueAt(MINUTE_NS).expect(REQUEST);
        assertEquals(PEER_MAC, script.destinationMac(), "who has answered is asked directly");
        write(open, 10);
        script.expect("10.0.0.1:").peerAnswersArp();
        assertEquals(TcpState.ESTABLISHED, open.state);
    }

    @Test
    void anOpenConnectionOutlivesAStationThatIsSilent() {
        RecordedUser open = script.connected();
        script.dueAt(MINUTE_NS).expect(REQUEST).dueAt(MINUTE_NS + SECOND_NS).expect(REQUEST);
        script.dueAt(MINUTE_NS + 2 * SECOND_NS)
                .expect(REQUEST)
                .dueAt(MINUTE_NS + 3 * SECOND_NS)
                .nothingDue();
        assertEquals(TcpState.ESTABLISHED, open.state);
        write(open, 10);
        script.expect(REQUEST).peerAnswersArp().expect("10.0.0.1:");
    }

    @Test
    void afterThreeTimeoutsInARowEverybodyIsAsked() {
        RecordedUser open = script.connected();
        write(open, 10);
        script.expect("10.0.0.1:");
        for (int timeout = 1; timeout <= 2; timeout++) {
            script.dueAt(script.stack.nextDeadlineNs(script.nowNs()))
                    .expect("10.0.0.1:")
                    .nothingDue();
        }
        script.dueAt(script.stack.nextDeadlineNs(script.nowNs())).expect("10.0.0.1:");
        script.expect(REQUEST);
        assertEquals(MacAddress.BROADCAST, script.destinationMac());
        long newMac = PEER_MAC + 1;
        script.arrives(TestFrame.arp(ArpPacket.REPLY, PEER, newMac, US));
        script.dueAt(script.stack.nextDeadlineNs(script.nowNs())).expect("10.0.0.1:");
        assertEquals(newMac, script.destinationMac());
    }

    @Test
    void whoAsksForUsIsAnswered() {
        script.arrives(TestFrame.arp(ArpPacket.REQUEST, PEER, PEER_MAC, US).withDestinationMac(MacAddress.BROADCAST));
        script.expect("arp 10.0.0.1 is-at 02:00:00:00:00:01").nothingDue();
        assertEquals(PEER_MAC, script.destinationMac());
    }

    @Test
    void whoAsksForAnotherIsNot() {
        script.arrives(TestFrame.arp(ArpPacket.REQUEST, PEER, PEER_MAC, IpAddress.parse("10.0.0.3"))
                        .withDestinationMac(MacAddress.BROADCAST))
                .nothingDue();
    }

    @Test
    void whoAsksTellsItsOwnAddressAsWell() {
        connect();
        script.expect(REQUEST).arrives(TestFrame.arp(ArpPacket.REQUEST, PEER, PEER_MAC, US));
        script.expect("arp 10.0.0.1 is-at").expect("10.0.0.1:");
    }

    @Test
    void answersThatNobodyAskedForAreNotKept() {
        script.peerAnswersArp();
        connect();
        script.expect(REQUEST);
    }

    @Test
    void whatIsNotOnTheLinkGoesToTheGateway() {
        IpAddress gateway = IpAddress.parse("10.0.0.254");
        StackScript routed =
                new StackScript(StackConfig.of(LocalNetwork.parse("10.0.0.1/24").withGateway(gateway), 1, 2));
        routed.stack.connect(0, IpAddress.parse("192.0.2.7"), PORT, SMALL, user);
        routed.expect("arp who-has 10.0.0.254 tell 10.0.0.1");
        routed.arrives(TestFrame.arp(ArpPacket.REPLY, gateway, PEER_MAC, US)).expect("10.0.0.1:");
        assertEquals(PEER_MAC, routed.destinationMac());
    }

    @Test
    void withoutAGatewayThereIsNoRoute() {
        StackException e = assertThrows(
                StackException.class, () -> script.stack.connect(0, IpAddress.parse("192.0.2.7"), PORT, SMALL, user));
        assertEquals("No route to host", e.getMessage());
    }

    @Test
    void aGatewayOutsideOfTheNetworkIsRefusedInOneLine() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LocalNetwork.parse("10.0.0.1/24")
                        .withGateway(IpAddress.parse("10.0.1.1")));
        assertEquals(
                "the gateway 10.0.1.1 is outside of 10.0.0.1/24: give one that stands on the link", e.getMessage());
    }

    private void write(RecordedUser open, int bytes) {
        open.association.connection().sendBuffer().append(new byte[bytes], 0, bytes);
        open.association.connection().handleApplication(script.nowNs());
        script.stack.reschedule(script.nowNs(), open.association);
    }
}
