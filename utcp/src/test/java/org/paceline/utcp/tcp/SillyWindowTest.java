package org.paceline.utcp.tcp;

import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** RFC 9293 3.8.6.2: neither side lets segments become smaller and smaller. */
class SillyWindowTest {
    /** RTO after two round trips of 100 ms: 100 + 4 * 37.5. */
    private static final long RTO_NS = 250 * MS;

    @Nested
    class Sender {
        private final ConnectionScript script = Scripts.established(Scripts.plain(), 10_000, Scripts.PEER_OPTIONS);

        private ConnectionScript windowBecomes(int bytes) {
            script.writes(1_460).expect("P. 1:1461 ack 1").after(RTT_NS);
            return script.arrives(". 1:1 ack 1461 win " + bytes);
        }

        @Test
        void aWindowBelowHalfOfTheLargestAndBelowASegmentIsLeftAlone() {
            windowBecomes(1_459).writes(3_000).nothingDue();
        }

        @Test
        void untilTheOverrideTimeout() {
            windowBecomes(1_459).writes(3_000).dueAt(2 * RTT_NS + RTO_NS).expect(". 1461:2920 ack 1");
        }

        @Test
        void aFullSegmentFills() {
            windowBecomes(1_460).writes(3_000).expect(". 1461:2921 ack 1").nothingDue();
        }

        @Test
        void everythingWrittenFits() {
            windowBecomes(500).writes(500).expect("P. 1461:1961 ack 1");
        }

        @Test
        void halfOfALargestWindowThatIsSmallIsWorthIt() {
            ConnectionScript tiny = Scripts.established(Scripts.plain(), 1_000, Scripts.PEER_OPTIONS);
            tiny.writes(3_000)
                    .expect(". 1:1001 ack 1")
                    .arrives(". 1:1 ack 1001 win 499")
                    .nothingDue();
            tiny.arrives(". 1:1 ack 1001 win 500").expect(". 1001:1501 ack 1");
        }

        @Test
        void aWindowThatShrinksBelowTheFlightStopsTheSender() {
            script.writes(6_000).expect(". 1:1461 ack 1").expect(". 1461:2921 ack 1");
            script.arrives(". 1:1 ack 1 win 1000").nothingDue();
            script.arrives(". 1:1 ack 2921 win 10000").expect(". 2921:4381 ack 1");
        }
    }

    @Nested
    class Receiver {
        private static final int BUFFER_BYTES = 4_096;

        private final ConnectionScript script =
                Scripts.established(Scripts.plain().withReceiveBufferBytes(BUFFER_BYTES));

        private ConnectionScript filled() {
            script.arrives(". 1:1461 ack 1").arrives(". 1461:2921 ack 1").expect(". 1:1 ack 2921 win 1176");
            // a peer that cannot send another full segment is not left waiting for a delayed ACK
            return script.arrives(". 2921:4097 ack 1").expect(". 1:1 ack 4097 win 0");
        }

        @Test
        void theRightEdgeDoesNotMoveForLessThanASegment() {
            filled().reads(1_459).nothingEver();
            script.reads(1).expect(". 1:1 ack 4097 win 1460").nothingEver();
        }

        @Test
        void halfOfASmallBufferIsEnough() {
            ConnectionScript small = Scripts.established(Scripts.plain().withReceiveBufferBytes(1_024));
            small.arrives(". 1:1025 ack 1").expect(". 1:1 ack 1025 win 0");
            small.reads(511).nothingEver();
            small.reads(1).expect(". 1:1 ack 1025 win 512");
        }

        @Test
        void theRightEdgeNeverMovesLeft() {
            script.arrives(". 1:101 ack 1").after(40 * MS).expect(". 1:1 ack 101 win 3996");
            script.arrives(". 101:201 ack 1").after(40 * MS).expect(". 1:1 ack 201 win 3896");
        }

        @Test
        void aReaderThatKeepsUpCausesNoUpdates() {
            ConnectionScript wide = Scripts.established();
            for (int segment = 0; segment < 20; segment += 2) {
                int seq = 1 + segment * 1_460;
                wide.arrives(". " + seq + ":" + (seq + 1_460) + " ack 1")
                        .reads(1_460)
                        .nothingDue();
                wide.arrives(". " + (seq + 1_460) + ":" + (seq + 2_920) + " ack 1");
                wide.expect(". 1:1 ack " + (seq + 2_920)).reads(1_460).nothingEver();
            }
        }
    }
}
