package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.8.6.3 and RFC 5681 4.2. */
class DelayedAckTest {
    private static final long DELAY_NS = 40 * MS;

    private final ConnectionScript script = Scripts.established();

    @Test
    void oneSegmentIsAcknowledgedAfterTheDelay() {
        script.arrives(". 1:1461 ack 1")
                .dueAt(RTT_NS + DELAY_NS)
                .expect(". 1:1 ack 1461")
                .nothingEver();
    }

    @Test
    void everySecondFullSegmentIsAcknowledgedAtOnce() {
        script.arrives(". 1:1461 ack 1").nothingDue();
        script.arrives(". 1461:2921 ack 1").expect(". 1:1 ack 2921").nothingEver();
        script.arrives(". 2921:4381 ack 1").nothingDue();
        script.arrives(". 4381:5841 ack 1").expect(". 1:1 ack 5841").nothingEver();
    }

    @Test
    void theDelayCountsFromTheFirstSegmentHeldBack() {
        script.arrives(". 1:1461 ack 1").dueAt(RTT_NS + DELAY_NS).expect(". 1:1 ack 1461");
        script.arrives("P. 1461:1561 ack 1").after(30 * MS).arrives("P. 1561:1661 ack 1");
        script.dueAt(RTT_NS + 2 * DELAY_NS).expect(". 1:1 ack 1661");
    }

    @Test
    void fullIsWhatThePeerSendsAtMost() {
        script.arrives(". 1:537 ack 1").nothingDue();
        script.arrives(". 537:1073 ack 1").expect(". 1:1 ack 1073");
    }

    @Test
    void textTakesTheAckAlong() {
        script.arrives("P. 1:101 ack 1").writes(10).expect("P. 1:11 ack 101").dueAt(RTT_NS + Scripts.RTO_NS);
    }

    @Test
    void severalSegmentsBetweenTwoPollsNeedOneAck() {
        script.arrives(". 1:1461 ack 1").arrives(". 1461:2921 ack 1").arrives(". 2921:4381 ack 1");
        script.arrives(". 4381:5841 ack 1").expect(". 1:1 ack 5841").nothingEver();
    }
}
