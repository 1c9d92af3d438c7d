package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** ACKs at once where a peer waits for them, later ones as the peer's spacing asks: RFC 9293 3.8.6.3 leaves it open. */
class QuickAckTest {
    private static final int SEGMENT = 1_460;

    private static ConnectionScript established(int windowBytes) {
        return Scripts.established(
                Scripts.plain().withAcks(AckConfig.defaults()).withReceiveBufferBytes(windowBytes));
    }

    private final ConnectionScript script = established(1 << 20);

    private int next = 1;

    private ConnectionScript segment(int bytes) {
        script.arrives(". " + next + ":" + (next + bytes) + " ack 1");
        next += bytes;
        return script;
    }

    private String ack() {
        return ". 1:1 ack " + next;
    }

    @Test
    void theFirstSixteenSegmentsAreAcknowledgedAtOnce() {
        for (int segment = 0; segment < 16; segment++) {
            segment(SEGMENT).expect(ack());
        }
        segment(SEGMENT).nothingDue();
        segment(SEGMENT).expect(ack());
    }

    @Test
    void halfOfASmallWindowIsEnough() {
        ConnectionScript small = established(8 * SEGMENT);
        for (int segment = 0; segment < 3; segment++) {
            int seq = 1 + segment * SEGMENT;
            small.arrives(". " + seq + ":" + (seq + SEGMENT) + " ack 1")
                    .expect(". 1:1 ack " + (seq + SEGMENT))
                    .reads(SEGMENT);
        }
        small.arrives(". 4381:5841 ack 1").nothingDue();
    }

    @Test
    void aSilenceLongerThanTheTimeoutBeginsAnew() {
        theFirstSixteenSegmentsAreAcknowledgedAtOnce();
        script.after(Scripts.RTO_NS + MS);
        segment(SEGMENT).expect(ack());
    }

    @Test
    void aDuplicateBeginsAnew() {
        theFirstSixteenSegmentsAreAcknowledgedAtOnce();
        script.arrives(". 1:1461 ack 1").expect(ack());
        segment(SEGMENT).expect(ack());
    }

    @Test
    void anAnswerTakesTheAckAlong() {
        segment(100).expect(ack()).writes(10).expect("P. 1:11 ack 101");
        script.after(RTT_NS).arrives(". 101:101 ack 11");
        segment(100).nothingDue();
        script.writes(10).expect("P. 11:21 ack 201");
    }

    @Test
    void theDelayFollowsTheSpacingOfSegments() {
        theFirstSixteenSegmentsAreAcknowledgedAtOnce();
        assertEquals(40 * MS, script.connection.ack.delayNs());
        script.after(30 * MS);
        segment(100);
        assertEquals(50 * MS, script.connection.ack.delayNs(), "40 / 2 + 30");
        script.after(50 * MS).expect(ack()).after(200 * MS);
        segment(100);
        script.after(40 * MS);
        assertEquals(50 * MS, script.connection.ack.delayNs(), "a longer spacing changes nothing");
    }

    /** Complaint: with a large MTU every 64 KB cost a delayed ACK's time. */
    @Test
    void aWindowThatHoldsNoSecondSegmentIsAcknowledgedAtOnce() {
        ConnectionScript big = new ConnectionScript(
                Scripts.plain().withMaximumSegmentBytes(60_000).withReceiveBufferBytes(65_535), 64_000);
        big.connection.open();
        big.expect("S 0:0")
                .at(RTT_NS)
                .arrives("S. 0:0 ack 1 win 65535 <mss 60000>")
                .expect(". 1:1 ack 1");
        big.arrives(". 1:60001 ack 1").expect(". 1:1 ack 60001");
        big.reads(60_000).expect(". 1:1 ack 60001 win 65535");
    }

    @Test
    void moreThanAFullSegmentIsAcknowledgedAtOnce() {
        ConnectionScript fixed = Scripts.established();
        fixed.arrives(". 1:1461 ack 1").nothingDue();
        fixed.arrives("P. 1461:1471 ack 1").expect(". 1:1 ack 1471");
    }
}
