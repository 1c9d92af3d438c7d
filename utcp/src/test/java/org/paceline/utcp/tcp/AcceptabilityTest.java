package org.paceline.utcp.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9293 3.10.7.4, first, table 6: which segments the window lets in. */
class AcceptabilityTest {
    private static final int WINDOW_BYTES = 2_048;

    private final ConnectionScript script = Scripts.established(Scripts.plain().withReceiveBufferBytes(WINDOW_BYTES));

    @Nested
    class WithAWindow {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, WINDOW_BYTES})
        void anEmptySegmentInsideIsAccepted(int seq) {
            script.arrives(". " + seq + ":" + seq + " ack 1").nothingDue();
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, WINDOW_BYTES + 1, WINDOW_BYTES + 2})
        void anEmptySegmentOutsideIsAnswered(int seq) {
            script.arrives(". " + seq + ":" + seq + " ack 1").expect(". 1:1 ack 1 win 2048");
        }

        @Test
        void textThatBeginsInsideIsTakenUpToTheEdge() {
            script.arrives(". 1001:2001 ack 1").expect(". 1:1 ack 1 <sack 1001:2001>");
            script.arrives(". 2001:3001 ack 1").expect(". 1:1 ack 1 <sack 1001:2049>");
            script.arrives(". 1:1001 ack 1").expect(". 1:1 ack 2049 win 0").reads(WINDOW_BYTES);
        }

        @Test
        void textThatEndsInsideIsTakenFromTheExpectedNumberOn() {
            script.arrives("P. -99:101 ack 1").readable(100).reads(100);
        }

        @ParameterizedTest
        @CsvSource({"-100,0", "-100,1", "2049,2050", "2049,3000"})
        void textOutsideIsAnswered(int start, int end) {
            script.arrives("P. " + start + ":" + end + " ack 1")
                    .expect(". 1:1 ack 1 <>")
                    .readable(0);
        }

        @Test
        void aFinBeyondTheEdgeDoesNotCount() {
            script.arrives("F. 1:2100 ack 1").is(TcpState.ESTABLISHED).expect(". 1:1 ack 2049 win 0");
        }
    }

    @Nested
    class WithAClosedWindow {
        @BeforeEach
        void fillTheBuffer() {
            script.arrives(". 1:1025 ack 1").arrives(". 1025:2049 ack 1").expect(". 1:1 ack 2049 win 0");
        }

        @Test
        void anEmptySegmentAtTheExpectedNumberIsAccepted() {
            script.arrives(". 2049:2049 ack 1").nothingDue();
        }

        @ParameterizedTest
        @ValueSource(ints = {2_048, 2_050})
        void anEmptySegmentElsewhereIsAnswered(int seq) {
            script.arrives(". " + seq + ":" + seq + " ack 1").expect(". 1:1 ack 2049 win 0");
        }

        @Test
        void aProbeIsAnsweredAndNotTaken() {
            script.arrives(". 2049:2050 ack 1")
                    .expect(". 1:1 ack 2049 win 0 <>")
                    .readable(WINDOW_BYTES);
        }

        @Test
        void theAckOfSuchASegmentCounts() {
            script.writes(100).expect("P. 1:101 ack 2049");
            script.arrives(". 2049:2050 ack 101")
                    .expect(". 101:101 ack 2049 win 0")
                    .nothingEver();
        }

        @Test
        void aResetAtTheExpectedNumberCounts() {
            script.arrives("R 2049:2049").isClosed(CloseReason.RESET);
        }

        @Test
        void aFinNeedsNoRoom() {
            script.arrives("F. 2049:2049 ack 1").is(TcpState.CLOSE_WAIT).expect(". 1:1 ack 2050");
        }
    }
}
