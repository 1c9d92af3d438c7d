package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.recovery.CaState;

/** RFC 8985 section 6: losses by time. The round trip is 100 ms, so that the reordering window is 25 ms. */
class RackTest {
    private static final long WINDOW_NS = RTT_NS / 4;

    /** Ten segments left at once, at 100 ms; it is 200 ms now. */
    private final ConnectionScript script = Flight.sent(10, 40).after(RTT_NS);

    private CaState caState() {
        return script.connection.recovery.caState();
    }

    @Test
    void whatLeftBeforeASackedSegmentIsLostWhenTheReorderingWindowIsOver() {
        script.arrives(ack(0, 1, 2)).expect(text(10)).nothingDue();
        assertEquals(CaState.DISORDER, caState());
        script.dueAt(2 * RTT_NS + WINDOW_NS).expect(text(0)).nothingDue();
        assertEquals(CaState.RECOVERY, caState());
    }

    @Test
    void withDupThreshSegmentsSackedAndNoReorderingSeenThereIsNoWindow() {
        script.arrives(ack(0, 1, 3)).expect(text(10)).expect(text(11)).nothingDue();
        script.arrives(ack(0, 1, 4)).expect(text(0));
        assertEquals(1, script.connection.info().segments().lost());
        assertEquals(List.of(true), script.events.recoveries);
    }

    @Test
    void whatLeftLaterIsNotLost() {
        ConnectionScript paused =
                Flight.sent(Flight.config(10), 5, 5).at(150 * MS).writes(3_000);
        Flight.expectNew(paused, 5, 3).at(2 * RTT_NS).arrives(ack(0, 1, 5)).expect(text(0));
        assertEquals(1, paused.connection.info().segments().lost(), "5 to 7 left after 4");
    }

    @Test
    void onceReorderingWasSeenTheWindowHoldsForAnyNumberOfSacks() {
        script.arrives(ack(0, 1, 2)).expect(text(10)).after(MS).arrives(ack(2));
        assertEquals(1, script.connection.info().segments().reordSeen(), "0 came after 1");
        Flight.drain(script);
        script.arrives(ack(2, 3, 9));
        Flight.drain(script);
        assertEquals(CaState.DISORDER, caState());
        // 2 left at 100 ms; what RACK knows last left then as well, and its round trip is 101 ms
        script.dueAt(RTT_NS + 101 * MS + WINDOW_NS).expect(text(2));
        assertEquals(CaState.RECOVERY, caState());
    }

    @Test
    void aLostRetransmissionIsFoundWhenSomethingThatLeftAfterItArrives() {
        script.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        Flight.drain(script.at(210 * MS).arrives(ack(0, 1, 8)).expect(text(10)));
        // 10 left after the copy of 0, which has had its round trip when the ACK of 10 is here
        script.at(310 * MS).arrives(ack(0, 1, 8, 10, 11)).expect(text(0));
        assertEquals(0, script.events.timeouts);
        assertEquals(List.of(true), script.events.recoveries, "no second reduction");
    }

    @Test
    void anAckFasterThanAnyRoundTripIsTheOriginalsAndMovesNothing() {
        script.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        script.after(MS).arrives(ack(1, 1, 4));
        // were the copy taken for the arrival, everything that left before it would be lost now
        assertEquals(0, script.connection.info().segments().lost());
    }

    @Test
    void aDuplicateSackWidensTheWindowByAQuarterOfARoundTrip() {
        script.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        Flight.drain(script.after(MS).arrives(ack(10)));
        Flight.drain(script.after(50 * MS).arrives(ack(10, 0, 1)));
        assertEquals(1, script.connection.info().segments().dsackDups());
        Flight.drain(script.at(301 * MS).arrives(ack(10, 11, 12)));
        // 10 left at 201 ms, and the window is twice a quarter of the round trip
        script.dueAt(301 * MS + 2 * WINDOW_NS).expect(text(10));
    }

    @Test
    void theTimerOfATimeoutMarksWhatHasHadItsRoundTrip() {
        ConnectionScript paused = Flight.sent(Flight.config(10).withRecovery(r -> r.withTailLossProbe(false)), 5, 5);
        paused.at(350 * MS).writes(2_000).expect(text(5)).expect("P" + text(6)).dueAt(400 * MS);
        paused.expect(text(0)).nothingDue();
        assertEquals(5, paused.connection.info().segments().lost(), "5 and 6 left 50 ms ago");
        assertEquals(CaState.LOSS, paused.connection.recovery.caState());
    }

    @Test
    void itEndsWithTheRecoveryPoint() {
        script.arrives(ack(0, 1, 10)).expect(text(0));
        Flight.drain(script);
        script.after(RTT_NS).arrives(ack(10, 10, 11));
        assertEquals(List.of(true, false), script.events.recoveries);
        assertEquals(5_000, script.connection.congestionWindowBytes());
    }

    @Test
    void aRoundTripOfMicrosecondsLeavesATimerArmed() {
        ConnectionScript near = new ConnectionScript(Flight.config(10));
        near.connection.open();
        near.expect("S 0:0").arrives("S. 0:0 ack 1 win 65535 <mss 1460,sackOK>").expect(". 1:1 ack 1");
        near.writes(10_000);
        Flight.expectNew(near, 0, 10).arrives(ack(0, 1, 2)).expect(text(0));
        near.arrives(ack(2, 3, 6)).expect(text(2)).nothingDue();
        near.dueAt(near.connection.nextDeadlineNs(near.nowNs()));
    }
}
