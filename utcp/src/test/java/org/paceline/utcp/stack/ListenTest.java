package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.utcp.stack.StackScript.PEER;
import static org.paceline.utcp.stack.StackScript.PORT;
import static org.paceline.utcp.stack.StackScript.SMALL;

import org.junit.jupiter.api.Test;
import org.paceline.nic.wire.TcpHeader;

/** Who takes connections, who makes them, and where there is no room. */
class ListenTest {
    private static final int FIRST_EPHEMERAL_PORT = 49_152;

    private final RecordedUser listener = new RecordedUser(SMALL);

    private static StackScript script(int maxConnections) {
        return new StackScript(
                StackConfig.of(LocalNetwork.parse("10.0.0.1/24"), 1, 2).withMaxConnections(maxConnections));
    }

    private static TestFrame syn(int sourcePort) {
        return TestFrame.tcp(sourcePort, PORT, TcpHeader.SYN, 77, 0, 0);
    }

    private StackScript listening(int maxConnections) {
        StackScript script = script(maxConnections);
        script.stack.listen(PORT, listener);
        return script;
    }

    @Test
    void aSynIsAnsweredOnceTheStationIsKnown() {
        StackScript script =
                listening(10).arrives(syn(1_000)).expect("arp who-has 10.0.0.2").peerAnswersArp();
        script.expect("10.0.0.1:5201 > 10.0.0.2:1000 [S.] seq ");
        int ack = script.segment.sequenceNumber() + 1;
        script.arrives(TestFrame.tcp(1_000, PORT, TcpHeader.ACK, 78, ack, 0)).nothingDue();
        script.stack.forEachAssociation(association ->
                assertEquals("ESTABLISHED", association.connection().state().name()));
    }

    @Test
    void anAckForAListenerIsReset() {
        listening(10)
                .arrives(TestFrame.tcp(1_000, PORT, TcpHeader.ACK, 78, 500, 0))
                .expect("10.0.0.1:5201 > 10.0.0.2:1000 [R] seq 500");
    }

    @Test
    void whatIsNeitherSynNorAckNorResetIsDropped() {
        listening(10)
                .arrives(TestFrame.tcp(1_000, PORT, TcpHeader.FIN, 78, 0, 0))
                .nothingDue();
    }

    @Test
    void aSynMakesNoConnection() {
        StackScript script = listening(10).arrives(syn(1_000)).arrives(syn(1_001));
        assertEquals(0, script.stack.connections());
        assertEquals(2, script.stack.halfOpen());
        assertEquals(0, listener.admitted, "the listener is not bothered");
    }

    @Test
    void aFullBacklogDropsTheSynAndCountsIt() {
        listener.backlog = 1;
        StackScript script = listening(10).opened(1_000).arrives(syn(1_001)).nothingDue();
        assertEquals(1, script.stack.connections());
        assertEquals(1, script.stack.counters().synsDropped);
    }

    @Test
    void aHandshakeThatFindsTheBacklogFullIsAnsweredAgainAndAdmittedLater() {
        listener.backlog = 1;
        StackScript script = listening(10).arrives(syn(1_001)).expect("arp").peerAnswersArp();
        script.expect("10.0.0.1:5201 > 10.0.0.2:1001 [S.]");
        int ack = script.segment.sequenceNumber() + 1;
        script.opened(1_000);
        script.arrives(TestFrame.tcp(1_001, PORT, TcpHeader.ACK, 78, ack, 0)).nothingDue();
        assertEquals(1, script.stack.counters().acceptsRefused);
        listener.backlog = 2;
        script.late(StackScript.SECOND_NS).expect("10.0.0.1:5201 > 10.0.0.2:1001 [S.]");
        script.arrives(TestFrame.tcp(1_001, PORT, TcpHeader.ACK, 78, ack, 0)).nothingDue();
        assertEquals(2, script.stack.connections());
        assertEquals(0, script.stack.halfOpen());
    }

    @Test
    void aFullTableDropsTheSynAndCountsIt() {
        StackScript script = listening(1).opened(1_000).arrives(syn(1_001)).nothingDue();
        assertEquals(1, script.stack.connections());
        assertEquals(1, script.stack.counters().synsDropped);
        assertEquals(1, listener.admitted, "the listener is not bothered");
    }

    @Test
    void aFullTableRefusesAConnectInOneLine() {
        StackScript script = script(1);
        script.connected();
        StackException e = assertThrows(
                StackException.class, () -> script.stack.connect(0, PEER, PORT, SMALL, new RecordedUser(SMALL)));
        assertEquals("the stack is full with 1 connections", e.getMessage());
    }

    @Test
    void aConnectionThatEndedMakesRoom() {
        StackScript script = script(1);
        RecordedUser user = script.connected();
        user.association.connection().abort();
        script.stack.reschedule(0, user.association);
        script.expect("10.0.0.1:").nothingDue();
        assertEquals(0, script.stack.connections());
        script.connected();
    }

    @Test
    void oneListenerAPort() {
        StackScript script = listening(10);
        StackException e = assertThrows(StackException.class, () -> script.stack.listen(PORT, listener));
        assertEquals("Address already in use: port 5201", e.getMessage());
    }

    @Test
    void whenListeningEndsSynsAreResetAndConnectionsStay() {
        StackScript script = listening(10).opened(1_000);
        script.stack.stopListening(PORT);
        script.arrives(syn(1_001)).expect("10.0.0.1:5201 > 10.0.0.2:1001 [R.]");
        assertEquals(1, script.stack.connections());
    }

    @Test
    void whenListeningEndsWhoAnswersTheSynAckIsReset() {
        StackScript script =
                listening(10).arrives(syn(1_000)).expect("arp").peerAnswersArp().expect("10.0.0.1:5201");
        int ack = script.segment.sequenceNumber() + 1;
        script.stack.stopListening(PORT);
        assertEquals(0, script.stack.halfOpen());
        script.arrives(TestFrame.tcp(1_000, PORT, TcpHeader.ACK, 78, ack, 0))
                .expect("10.0.0.1:5201 > 10.0.0.2:1000 [R]");
    }

    @Test
    void aPortThatSomebodyListensOnIsNotTakenForAConnect() {
        StackScript script = script(10);
        int free = FIRST_EPHEMERAL_PORT + 7_777;
        for (int port = FIRST_EPHEMERAL_PORT; port <= 0xffff; port++) {
            if (port != free) {
                script.stack.listen(port, listener);
            }
        }
        assertEquals(free, script.connected().association.connection().localPort());
        StackException e = assertThrows(
                StackException.class, () -> script.stack.connect(0, PEER, PORT, SMALL, new RecordedUser(SMALL)));
        assertEquals("no ephemeral port to this peer is free", e.getMessage());
        script.stack.connect(0, PEER, PORT + 1, SMALL, new RecordedUser(SMALL));
    }

    @Test
    void portsComeInTurn() {
        StackScript script = script(10);
        int first = script.connected().association.connection().localPort();
        int second = script.connected().association.connection().localPort();
        assertEquals(first == 0xffff ? FIRST_EPHEMERAL_PORT : first + 1, second);
    }
}
