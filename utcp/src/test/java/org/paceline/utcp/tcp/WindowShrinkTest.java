package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.timer.TimerPurpose;

/**
 * RFC 9293 3.8.6: a peer that takes back window it had offered is discouraged, and a sender must cope (MUST-34): no new
 * data, what is in flight is sent again as usual, and a window that closes is probed.
 */
class WindowShrinkTest {
    private final ConnectionScript script = Scripts.established(Scripts.plain(), 10_000, Scripts.PEER_OPTIONS);

    private ConnectionScript threeInFlight() {
        script.writes(10_000)
                .expect(". 1:1461 ack 1")
                .expect(". 1461:2921 ack 1")
                .expect(". 2921:4381 ack 1");
        while (script.poll() != null) {
            // up to the window
        }
        return script;
    }

    @Test
    void aNegativeUsableWindowSendsNothingNew() {
        threeInFlight().after(10 * MS).arrives(". 1:1 ack 1461 win 2000").nothingDue();
        assertEquals(0, script.connection.snd.usableWindowBytes());
    }

    @Test
    void dataInFlightBeyondTheNewEdgeIsStillAcknowledged() {
        threeInFlight().after(10 * MS).arrives(". 1:1 ack 1461 win 2000").nothingDue();
        script.after(MS).arrives(". 1:1 ack 8761 win 10000").is(TcpState.ESTABLISHED);
        assertEquals(8_760, script.connection.info().bytesAcked());
    }

    @Test
    void theTimeoutSendsTheOldestSegmentInsideTheNewWindow() {
        threeInFlight().after(10 * MS).arrives(". 1:1 ack 1461 win 2000");
        script.late(script.connection.timers.deadlineNs(TimerPurpose.RETRANSMISSION))
                .expect(". 1461:2921 ack 1");
    }

    @Test
    void aWindowThatOpensAgainIsUsedAtOnce() {
        threeInFlight().after(10 * MS).arrives(". 1:1 ack 8761 win 0").nothingDue();
        script.after(MS).arrives(". 1:1 ack 8761 win 10000").expect("P. 8761:10001 ack 1");
    }

    /** Two sides that sent beyond each other's edge dropped each other's ACKs for ever. */
    @Test
    void anAckThatOvertookALaterSegmentDoesNotMoveTheEdgeBeyondWhatWasTold() {
        script.writes(20_000).expect(". 1:1461 ack 1").expect(". 1461:2921 ack 1");
        while (script.poll() != null) {
            // up to the window's edge at 10,001
        }
        script.after(10 * MS).arrives("P. 101:201 ack 1 win 10000").expect(". 8761:8761 ack 1");
        script.arrives("P. 1:101 ack 2921 win 7080");
        assertEquals(10_001, script.connection.snd.una - script.connection.snd.iss + script.connection.snd.windowBytes);
    }

    /** A pure ACK beyond the edge would not be looked at by the peer (RFC 9293 3.10.7.4, first). */
    @Test
    void anAckLeavesAtTheEdgeOfAWindowThatShrank() {
        threeInFlight().after(10 * MS).arrives(". 1:1 ack 1461 win 2000").nothingDue();
        script.arrives("P. 1:101 ack 1461 win 2000").after(40 * MS).expect(". 3461:3461 ack 101");
    }

    @Test
    void ourOwnEdgeStaysWhereItWasToldWhenNothingIsRead() {
        ConnectionScript receiver = Scripts.established(Scripts.plain().withReceiveBufferBytes(8_000));
        int edge = receiver.connection.rcv.advertisedEdge;
        receiver.at(RTT_NS + MS)
                .arrives(". 1:1461 ack 1")
                .arrives(". 1461:2921 ack 1")
                .expect(". 1:1 ack 2921");
        assertEquals(edge, receiver.connection.rcv.advertisedEdge);
    }
}
