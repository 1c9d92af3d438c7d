package org.paceline.utcp.tcp;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.10.7.2; what a stack does with segments that a listener does not take is tested there. */
class SegmentArrivesWhenListenTest {
    private final ConnectionScript script = Scripts.listen(Scripts.plain());

    @Test
    void firstAResetIsIgnored() {
        script.arrives("R 0:0").is(TcpState.LISTEN).nothingEver();
    }

    @Test
    void secondAnAckMakesNoConnection() {
        script.arrives("S. 0:0 ack 1")
                .arrives(". 0:0 ack 1")
                .is(TcpState.LISTEN)
                .nothingEver();
    }

    @Test
    void thirdASynIsAnsweredWithSynAndAck() {
        script.arrives("S 0:0 win 1000 <mss 1000>").is(TcpState.SYN_RECEIVED).expect("S. 0:0 ack 1");
    }

    @Test
    void textOfTheSynIsLeftForTheRetransmission() {
        script.arrives("S 0:100 <mss 1460>")
                .expect("S. 0:0 ack 1")
                .arrives(". 1:1 ack 1")
                .readable(0);
        script.arrives("P. 1:101 ack 1").readable(100).reads(100);
    }

    @Test
    void fourthAnythingElseIsDropped() {
        script.arrives("F 0:10").arrives("- 0:10").is(TcpState.LISTEN).nothingEver();
    }

    @Test
    void closingAListenerLeavesNothing() {
        script.shutsOutput().isClosed(CloseReason.ABORTED);
    }
}
