package org.paceline.utcp.tcp;

import org.junit.jupiter.api.Test;

/** RFC 9293 3.7.4. */
class NagleTest {
    private final ConnectionScript script = Scripts.established();

    @Test
    void aShortSegmentLeavesAnIdleConnectionAtOnce() {
        script.writes(100).expect("P. 1:101 ack 1");
    }

    @Test
    void aShortSegmentWaitsWhileAnythingIsUnacknowledged() {
        script.writes(100)
                .expect("P. 1:101 ack 1")
                .writes(50)
                .nothingDue()
                .writes(50)
                .nothingDue();
        script.arrives(". 1:1 ack 101").expect("P. 101:201 ack 1");
    }

    @Test
    void fullSegmentsDoNotWaitAndTheirRestDoes() {
        script.writes(2 * 1_460 + 10)
                .expect(". 1:1461 ack 1")
                .expect(". 1461:2921 ack 1")
                .nothingDue();
        script.arrives(". 1:1 ack 1461").nothingDue();
        script.arrives(". 1:1 ack 2921").expect("P. 2921:2931 ack 1");
    }

    @Test
    void shortWritesThatMakeAFullSegmentLeave() {
        script.writes(100).expect("P. 1:101 ack 1").writes(1_459).nothingDue();
        script.writes(1).expect("P. 101:1561 ack 1");
    }

    @Test
    void halfOfThePeersLargestWindowIsReasonEnoughOnlyWhenIdle() {
        ConnectionScript narrow = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
        narrow.writes(3_000)
                .expect(". 1:1001 ack 1")
                .arrives(". 1:1 ack 501 win 1000")
                .nothingDue();
        narrow.arrives(". 1:1 ack 1001 win 500").expect(". 1001:1501 ack 1");
    }

    @Test
    void aCloseLetsTheRestGo() {
        script.writes(100).expect("P. 1:101 ack 1").writes(50).nothingDue();
        script.shutsOutput().expect("FP. 101:151 ack 1");
    }

    @Test
    void switchedOffNothingWaits() {
        ConnectionScript eager = Scripts.established(Scripts.plain().withNoDelay(true));
        eager.writes(100).expect("P. 1:101 ack 1").writes(50).expect("P. 101:151 ack 1");
    }
}
