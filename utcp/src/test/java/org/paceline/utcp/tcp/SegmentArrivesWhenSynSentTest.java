package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9293 3.10.7.3. */
class SegmentArrivesWhenSynSentTest {
    private final ConnectionScript script = Scripts.synSent(Scripts.plain()).at(RTT_NS);

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 1_000})
    void firstAnAckOfWhatWasNotSentIsReset(int ack) {
        script.arrives("S. 0:0 ack " + ack).expect("R " + ack + ":" + ack).is(TcpState.SYN_SENT);
    }

    @Test
    void aResetWithSuchAnAckIsIgnored() {
        script.arrives("R. 0:0 ack 2")
                .arrives("R. 0:0 ack 0")
                .is(TcpState.SYN_SENT)
                .nothingDue();
    }

    @Test
    void secondAResetWithTheAckOfTheSynRefuses() {
        script.arrives("R. 0:0 ack 1").isClosed(CloseReason.REFUSED);
    }

    @Test
    void aResetWithoutAckIsIgnored() {
        script.arrives("R 0:0").is(TcpState.SYN_SENT).nothingDue();
    }

    @Test
    void fourthSynAndAckOpenTheConnection() {
        script.arrives("S. 0:0 ack 1 <mss 1460>")
                .is(TcpState.ESTABLISHED)
                .expect(". 1:1 ack 1")
                .nothingEver();
        assertEquals(List.of(RTT_NS), script.events.roundTripsNs);
    }

    @Test
    void textAndFinOfTheSynAckAreTaken() {
        script.arrives("SF. 0:10 ack 1 <mss 1460>")
                .is(TcpState.CLOSE_WAIT)
                .expect(". 1:1 ack 12")
                .reads(10);
    }

    @Test
    void fifthASegmentWithoutSynIsDropped() {
        script.arrives(". 1:1 ack 1")
                .arrives("P. 1:11 ack 1")
                .is(TcpState.SYN_SENT)
                .nothingDue();
    }

    @Test
    void whatWasWrittenBeforeLeavesWithTheHandshakesEnd() {
        script.writes(100).nothingDue();
        script.arrives("S. 0:0 ack 1 <mss 1460>").expect("P. 1:101 ack 1");
    }

    @Test
    void closingEndsItWithoutAWord() {
        script.closes().isClosed(CloseReason.ABORTED);
    }

    @Test
    void abortingEndsItWithoutAWord() {
        script.aborts().isClosed(CloseReason.ABORTED);
    }

    @Test
    void anUnreachableNextHopEndsIt() {
        script.connection.handleUnreachable();
        script.isClosed(CloseReason.UNREACHABLE);
    }
}
