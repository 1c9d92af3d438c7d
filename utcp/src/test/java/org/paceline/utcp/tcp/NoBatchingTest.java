package org.paceline.utcp.tcp;

import org.junit.jupiter.api.Test;

/** Complaint 14: a stack that gathers segments before it sends is fast in bulk and slow for each single one. */
class NoBatchingTest {
    @Test
    void whatIsWrittenLeavesInTheSameNanosecond() {
        Scripts.established().writes(100).expect("P. 1:101 ack 1");
    }

    @Test
    void theAnswerToAnAckLeavesInTheSameNanosecond() {
        Scripts.established()
                .writes(100)
                .expect("P. 1:101 ack 1")
                .writes(50)
                .at(150_000_000)
                .arrives(". 1:1 ack 101")
                .expect("P. 101:151 ack 1");
    }
}
