package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.6: both ways to close, one after the other and at the same time, and what ends a connection early. */
class CloseTest {
    private static final long TIME_WAIT_NS = Scripts.plain().timers().timeWaitNs();

    @Test
    void figure12WeCloseFirst() {
        ConnectionScript script = Scripts.established().shutsOutput().expect("F. 1:1 ack 1");
        script.arrives(". 1:1 ack 2").is(TcpState.FIN_WAIT_2).nothingEver();
        script.arrives("F. 1:1 ack 2").is(TcpState.TIME_WAIT).expect(". 2:2 ack 2");
        script.dueAt(RTT_NS + TIME_WAIT_NS).isClosed(CloseReason.FINISHED);
    }

    @Test
    void figure12ThePeerClosesFirst() {
        ConnectionScript script = Scripts.established().arrives("F. 1:1 ack 1").is(TcpState.CLOSE_WAIT);
        script.expect(". 1:1 ack 2").shutsOutput().is(TcpState.LAST_ACK).expect("F. 1:1 ack 2");
        script.arrives(". 2:2 ack 2").isClosed(CloseReason.FINISHED);
    }

    @Test
    void figure13BothCloseAtTheSameTime() {
        ConnectionScript script = Scripts.established().shutsOutput().expect("F. 1:1 ack 1");
        script.arrives("F. 1:1 ack 1").is(TcpState.CLOSING).expect(". 2:2 ack 2");
        script.arrives(". 2:2 ack 2").is(TcpState.TIME_WAIT).nothingDue();
        script.dueAt(RTT_NS + TIME_WAIT_NS).isClosed(CloseReason.FINISHED);
    }

    @Test
    void finAndAckOfOursInOneSegment() {
        ConnectionScript script = Scripts.established().shutsOutput().expect("F. 1:1 ack 1");
        script.arrives("F. 1:1 ack 2").is(TcpState.TIME_WAIT).expect(". 2:2 ack 2");
    }

    @Test
    void halfClosedWeGoOnReceiving() {
        ConnectionScript script = Scripts.in(TcpState.FIN_WAIT_2);
        script.arrives(". 1:1461 ack 2")
                .arrives(". 1461:2921 ack 2")
                .expect(". 2:2 ack 2921")
                .reads(2_920);
        script.is(TcpState.FIN_WAIT_2);
    }

    @Test
    void halfClosedByThePeerWeGoOnSending() {
        ConnectionScript script = Scripts.in(TcpState.CLOSE_WAIT).writes(1_000).expect("P. 1:1001 ack 2");
        script.arrives(". 2:2 ack 1001").is(TcpState.CLOSE_WAIT).nothingEver();
    }

    @Test
    void theFinGoesWithTheLastText() {
        ConnectionScript script =
                Scripts.established().writes(2_000).shutsOutput().is(TcpState.FIN_WAIT_1);
        script.expect(". 1:1461 ack 1").expect("FP. 1461:2001 ack 1").nothingDue();
        script.arrives(". 1:1 ack 2002").is(TcpState.FIN_WAIT_2);
    }

    @Test
    void aFinThatIsNotAcknowledgedLeavesAgain() {
        ConnectionScript script = Scripts.in(TcpState.FIN_WAIT_1);
        script.dueAt(RTT_NS + RTO_NS)
                .expect("F. 1:1 ack 1")
                .dueAt(RTT_NS + 3 * RTO_NS)
                .expect("F. 1:1 ack 1");
    }

    @Test
    void textAcknowledgedWithoutItsFinLeavesTheFinAlone() {
        ConnectionScript script =
                Scripts.established().writes(100).shutsOutput().expect("FP. 1:101 ack 1");
        script.arrives(". 1:1 ack 101").is(TcpState.FIN_WAIT_1);
        script.dueAt(RTT_NS + RTO_NS)
                .expect("F. 101:101 ack 1")
                .arrives(". 1:1 ack 102")
                .is(TcpState.FIN_WAIT_2);
    }

    @Test
    void aFinOnceMoreInTimeWaitIsAcknowledgedAndStartsTheWaitAnew() {
        ConnectionScript script = Scripts.in(TcpState.TIME_WAIT).after(1_000 * MS);
        script.arrives("F. 1:1 ack 2").expect(". 2:2 ack 2").dueAt(RTT_NS + 1_000 * MS + TIME_WAIT_NS);
        script.isClosed(CloseReason.FINISHED);
    }

    @Test
    void aFinThatCameBeforeItsTextIsAcknowledgedWithIt() {
        ConnectionScript script =
                Scripts.in(TcpState.FIN_WAIT_2).arrives("F. 101:101 ack 2").expect(". 2:2 ack 1");
        script.arrives(". 1:101 ack 2").is(TcpState.TIME_WAIT).expect(". 2:2 ack 102");
    }

    @Test
    void aFinOnceMoreInCloseWaitIsAcknowledged() {
        Scripts.in(TcpState.CLOSE_WAIT)
                .arrives("F. 1:1 ack 1")
                .expect(". 1:1 ack 2")
                .is(TcpState.CLOSE_WAIT);
    }

    @Test
    void textAfterTheFinIsNotRead() {
        Scripts.in(TcpState.CLOSE_WAIT).arrives("P. 2:102 ack 1").readable(0).is(TcpState.CLOSE_WAIT);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        ConnectionScript script =
                Scripts.established().closes().closes().expect("F. 1:1 ack 1").nothingDue();
        script.closes().is(TcpState.FIN_WAIT_1).nothingDue();
    }

    @Test
    void closingWithUnreadTextResets() {
        ConnectionScript script =
                Scripts.established().arrives("P. 1:101 ack 1").closes();
        script.expect("R. 1:1 ack 101").isClosed(CloseReason.ABORTED);
    }

    @Test
    void textForAnApplicationThatIsGoneResets() {
        ConnectionScript script = Scripts.established().closes().expect("F. 1:1 ack 1");
        script.arrives("P. 1:101 ack 2").expect("R 2:2").isClosed(CloseReason.ABORTED);
    }

    @Test
    void textThatWasReadBeforeIsNoReasonToReset() {
        ConnectionScript script =
                Scripts.established().arrives("P. 1:101 ack 1").reads(100).closes();
        script.expect("F. 1:1 ack 101")
                .arrives("P. 1:101 ack 2")
                .expect(". 2:2 ack 101")
                .is(TcpState.FIN_WAIT_1);
    }

    @Test
    void aPeerThatNeverClosesHoldsAClosedConnectionNotForEver() {
        ConnectionScript script = Scripts.established().closes().expect("F. 1:1 ack 1");
        script.arrives(". 1:1 ack 2").is(TcpState.FIN_WAIT_2);
        script.dueAt(RTT_NS + TIME_WAIT_NS).isClosed(CloseReason.FINISHED);
    }

    @Test
    void aHalfClosedConnectionWaitsForThePeerAsLongAsItTakes() {
        Scripts.in(TcpState.FIN_WAIT_2).nothingEver();
    }

    @Test
    void writtenTextIsDeliveredAfterTheClose() {
        ConnectionScript script = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
        script.writes(2_000).closes().expect(". 1:1001 ack 1").nothingDue();
        script.arrives(". 1:1 ack 1001 win 1000").expect("FP. 1001:2001 ack 1");
        assertEquals(TcpState.FIN_WAIT_1, script.connection.state());
    }

    @Test
    void anAbortForgetsWhatWasWritten() {
        ConnectionScript script =
                Scripts.established().writes(5_000).expect(". 1:1461 ack 1").aborts();
        script.expect("R. 1461:1461 ack 1").isClosed(CloseReason.ABORTED);
    }

    @Test
    void aResetForgetsWhatWasWritten() {
        ConnectionScript script = Scripts.established().writes(5_000).expect(". 1:1461 ack 1");
        script.arrives("R 1:1").isClosed(CloseReason.RESET);
    }

    @Test
    void anAbortInLastAckResetsAPeerThatHasNotGotEverything() {
        ConnectionScript script = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
        script.arrives("F. 1:1 ack 1 win 1000").writes(2_000).shutsOutput().expect(". 1:1001 ack 2");
        script.is(TcpState.LAST_ACK).aborts().expect("R. 1001:1001 ack 2").isClosed(CloseReason.ABORTED);
    }
}
