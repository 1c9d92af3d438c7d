package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.10.7.4 in ESTABLISHED: acknowledgment, window, text and FIN. */
class SegmentArrivesWhenEstablishedTest {
    private final ConnectionScript script = Scripts.established();

    private long windowBytes() {
        return script.connection.info().sndWndBytes();
    }

    @Test
    void fifthAnAckReleasesWhatItCovers() {
        script.writes(1_460).expect("P. 1:1461 ack 1").arrives(". 1:1 ack 1461").nothingEver();
        assertEquals(1_460, script.connection.info().bytesAcked());
    }

    @Test
    void anAckInsideOfASegmentReleasesAPartOfIt() {
        script.writes(1_460).expect("P. 1:1461 ack 1").arrives(". 1:1 ack 1001");
        assertEquals(460, script.connection.info().unackedBytes());
        script.dueAt(Scripts.RTT_NS + Scripts.RTO_NS).expect("P. 1001:1461 ack 1");
    }

    @Test
    void theWindowFollowsANewerSequenceNumber() {
        script.arrives("P. 1:11 ack 1 win 1000").arrives(". 11:11 ack 1 win 2000");
        assertEquals(2_000, windowBytes());
    }

    @Test
    void theWindowDoesNotFollowAnOlderSequenceNumber() {
        script.arrives("P. 1:11 ack 1 win 1000").arrives("P. 11:21 ack 1 win 2000");
        script.arrives("P. 5:31 ack 1 win 3000").readable(30);
        assertEquals(2_000, windowBytes());
    }

    @Test
    void theWindowFollowsAtTheSameSequenceNumberANewerAck() {
        script.writes(200).expect("P. 1:201 ack 1");
        script.arrives(". 1:1 ack 101 win 1000").arrives(". 1:1 ack 51 win 3000");
        assertEquals(1_000, windowBytes());
        script.arrives(". 1:1 ack 101 win 4000");
        assertEquals(4_000, windowBytes());
    }

    @Test
    void seventhTextInOrderIsReadable() {
        script.arrives("P. 1:101 ack 1")
                .readable(100)
                .arrives("P. 101:201 ack 1")
                .reads(200);
        assertEquals(2, script.events.readable);
    }

    @Test
    void textOutOfOrderWaitsForWhatIsMissing() {
        script.arrives(". 101:201 ack 1").expect(". 1:1 ack 1 <sack 101:201>").readable(0);
        script.arrives(". 1:101 ack 1").expect(". 1:1 ack 201 <>").reads(200);
        assertEquals(1, script.events.readable, "a reader is not woken for what it cannot read");
    }

    @Test
    void overlappingTextIsTakenOnce() {
        script.arrives(". 51:151 ack 1").expect(". 1:1 ack 1 <sack 51:151>");
        script.arrives(". 101:201 ack 1").expect(". 1:1 ack 1 <sack 51:201>");
        script.arrives(". 1:101 ack 1").expect(". 1:1 ack 201").reads(200);
    }

    @Test
    void textOfBeforeIsCutOff() {
        script.arrives("P. 1:101 ack 1").arrives("P. 1:151 ack 1").readable(150).reads(150);
    }

    @Test
    void textIsAcknowledgedAtOnceWhileAGapStands() {
        script.arrives(". 2001:3001 ack 1").expect(". 1:1 ack 1 <sack 2001:3001>");
        script.arrives(". 1:1001 ack 1").expect(". 1:1 ack 1001 <sack 2001:3001>");
        script.arrives(". 1001:2001 ack 1").expect(". 1:1 ack 3001 <>").reads(3_000);
    }

    @Test
    void whatItTellsOfAGapLeavesBeforeTextThatHasNoRoomForIt() {
        script.writes(1_460).arrives(". 101:201 ack 1");
        script.expect(". 1:1 ack 1 <sack 101:201>").expect("P. 1:1461 ack 1 <>");
    }

    @Test
    void aDuplicateIsAcknowledgedAtOnce() {
        script.arrives(". 1:1001 ack 1").arrives(". 1:1001 ack 1").expect(". 1:1 ack 1001");
    }

    @Test
    void eighthAFinEndsTheInput() {
        script.arrives("F. 1:101 ack 1")
                .is(TcpState.CLOSE_WAIT)
                .expect(". 1:1 ack 102")
                .reads(100);
        assertEquals(true, script.connection.inputFinished());
    }

    @Test
    void aFinOutOfOrderWaitsForTheText() {
        script.arrives("F. 101:201 ack 1").is(TcpState.ESTABLISHED).expect(". 1:1 ack 1 <sack 101:201>");
        script.arrives(". 1:101 ack 1")
                .is(TcpState.CLOSE_WAIT)
                .expect(". 1:1 ack 202")
                .reads(200);
    }

    @Test
    void aBareFinOutOfOrderIsRemembered() {
        script.arrives("F. 101:101 ack 1").is(TcpState.ESTABLISHED).expect(". 1:1 ack 1");
        script.arrives(". 1:101 ack 1")
                .is(TcpState.CLOSE_WAIT)
                .expect(". 1:1 ack 102")
                .reads(100);
    }

    @Test
    void anUrgentPointerChangesNothing() {
        script.arrives("PU. 1:101 ack 1").reads(100);
    }
}
