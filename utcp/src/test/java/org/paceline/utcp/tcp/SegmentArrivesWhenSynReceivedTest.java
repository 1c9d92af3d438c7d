package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9293 3.10.7.4 where it speaks of SYN-RECEIVED. */
class SegmentArrivesWhenSynReceivedTest {
    private final ConnectionScript script = Scripts.in(TcpState.SYN_RECEIVED);

    @Test
    void firstASegmentOutsideTheWindowIsAcknowledged() {
        script.arrives(". 70000:70000 ack 1").expect(". 1:1 ack 1").is(TcpState.SYN_RECEIVED);
    }

    @Test
    void theSynOnceMoreIsAnsweredWithTheSynAckOnceMore() {
        script.arrives("S 0:0 win 65535 <mss 1460,sackOK>")
                .expect("S. 0:0 ack 1")
                .nothingDue();
    }

    @Test
    void secondAResetEndsIt() {
        script.arrives("R 1:1").isClosed(CloseReason.REFUSED);
    }

    @Test
    void aResetElsewhereInTheWindowIsChallenged() {
        script.arrives("R 2:2").expect(". 1:1 ack 1").is(TcpState.SYN_RECEIVED);
    }

    @Test
    void aResetOutsideOfTheWindowIsIgnored() {
        script.arrives("R 0:0")
                .arrives("R 70000:70000")
                .is(TcpState.SYN_RECEIVED)
                .nothingDue();
    }

    @Test
    void fourthAnotherSynIsChallenged() {
        script.arrives("S 5:5").expect(". 1:1 ack 1").is(TcpState.SYN_RECEIVED);
    }

    @Test
    void fifthASegmentWithoutAckIsDropped() {
        script.arrives("P 1:11").is(TcpState.SYN_RECEIVED).readable(0).nothingDue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -5})
    void anAckOfWhatWasNotSentIsReset(int ack) {
        script.arrives(". 1:1 ack " + ack).expect("R " + ack + ":" + ack).is(TcpState.SYN_RECEIVED);
    }

    @Test
    void theAckOfTheSynOpensIt() {
        script.after(10 * MS)
                .arrives(". 1:1 ack 1 win 500")
                .is(TcpState.ESTABLISHED)
                .nothingEver();
        assertEquals(500, script.connection.info().sndWndBytes());
        assertEquals(10 * MS, script.connection.smoothedRttNs());
    }

    @Test
    void seventhTextComesWithTheAck() {
        script.arrives("P. 1:101 ack 1").is(TcpState.ESTABLISHED).reads(100);
    }

    @Test
    void eighthAFinComesWithTheAck() {
        script.arrives("F. 1:11 ack 1")
                .is(TcpState.CLOSE_WAIT)
                .expect(". 1:1 ack 12")
                .reads(10);
    }

    @Test
    void aCloseBeforeTheAckSendsItsFinAfterIt() {
        script.shutsOutput().is(TcpState.SYN_RECEIVED).nothingDue();
        script.arrives(". 1:1 ack 1").is(TcpState.FIN_WAIT_1).expect("F. 1:1 ack 1");
    }

    @Test
    void anAbortResets() {
        script.aborts().expect("R. 1:1 ack 1").isClosed(CloseReason.ABORTED);
    }
}
