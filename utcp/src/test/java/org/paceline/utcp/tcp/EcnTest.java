package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3168 section 6.1, clause by clause. */
class EcnTest {
    private static final TcpConfig REQUEST = with(EcnMode.REQUEST);

    private static TcpConfig with(EcnMode mode) {
        return Scripts.plain().withOptions(options -> options.withEcn(mode));
    }

    /** Open with ECN, cwnd of ten segments of 1,000 bytes. */
    private static ConnectionScript open() {
        ConnectionScript script = new ConnectionScript(REQUEST);
        script.connection.open();
        script.expect("SEW 0:0").at(RTT_NS).arrives("SE. 0:0 ack 1 win 65535 <mss 1000,sackOK>");
        return script.expect("[noecn] . 1:1 ack 1");
    }

    private static ConnectionScript openAndFull() {
        ConnectionScript script = open().writes(60_000);
        for (int segment = 0; segment < 10; segment++) {
            script.expect("[ect0] . " + (1 + 1_000 * segment) + ":" + (1_001 + 1_000 * segment) + " ack 1");
        }
        return script.nothingDue().at(2 * RTT_NS);
    }

    private static boolean inUse(ConnectionScript script) {
        return script.connection.info().options().ecn();
    }

    @Nested
    class Negotiation611 {
        @Test
        void theSynAsksWithBothBitsAndIsNotEctItself() {
            ConnectionScript script = new ConnectionScript(REQUEST);
            script.connection.open();
            script.expect("[noecn] SEW 0:0");
        }

        /** The answer's flags, and whether ECN is in use then: ECE alone agrees, both bits are a reflection. */
        @ParameterizedTest
        @CsvSource({"SE., true", "S., false", "SEW., false", "SW., false"})
        void onlyAnEceAloneAgrees(String flags, boolean agreed) {
            ConnectionScript script = new ConnectionScript(REQUEST);
            script.connection.open();
            script.expect("SEW 0:0").arrives(flags + " 0:0 ack 1").expect(". 1:1 ack 1");
            assertEquals(agreed, inUse(script));
        }

        @Test
        void anEceThatWasNotAskedForAgreesToNothing() {
            ConnectionScript script = Scripts.synSent(with(EcnMode.ACCEPT)).arrives("SE. 0:0 ack 1");
            assertFalse(inUse(script));
        }

        @ParameterizedTest
        @CsvSource({
            "SEW, ACCEPT, SE.",
            "SEW, REQUEST, SE.",
            "SEW, OFF, S.",
            "SE, ACCEPT, S.",
            "SW, ACCEPT, S.",
            "S, REQUEST, S.",
            // RFC 3168 6.1.1: a SYN is not ECT, so whoever made this one sets all bits there are
            "[ect0] SEW, ACCEPT, S."
        })
        void aListenerAgreesToBothBitsOnly(String syn, EcnMode mode, String answer) {
            ConnectionScript script = Scripts.listen(with(mode)).arrives(syn + " 0:0 win 65535 <mss 1000>");
            script.expect("[noecn] " + answer + " 0:0 ack 1");
            assertEquals(answer.equals("SE."), inUse(script));
        }

        /** RFC 3168 6.1.1.1: the path may drop SYNs with the bits. */
        @Test
        void aSynThatWasNotAnsweredLeavesWithoutTheBits() {
            ConnectionScript script = new ConnectionScript(REQUEST);
            script.connection.open();
            script.expect("SEW 0:0")
                    .dueAt(1_000 * MS)
                    .expect("S 0:0")
                    .dueAt(3_000 * MS)
                    .expect("S 0:0");
            script.arrives("S. 0:0 ack 1");
            assertFalse(inUse(script));
        }

        @Test
        void theLateAnswerToTheFirstSynStillAgrees() {
            ConnectionScript script = new ConnectionScript(REQUEST);
            script.connection.open();
            script.expect("SEW 0:0").dueAt(1_000 * MS).expect("S 0:0").arrives("SE. 0:0 ack 1");
            assertTrue(inUse(script));
        }

        @Test
        void aSynAckThatIsSentAgainStillAgrees() {
            ConnectionScript script = Scripts.listen(with(EcnMode.ACCEPT)).arrives("SEW 0:0 <mss 1000>");
            script.expect("SE. 0:0 ack 1").dueAt(1_000 * MS).expect("SE. 0:0 ack 1");
        }

        @Test
        void aSimultaneousOpenAgreesWhenBothAsked() {
            ConnectionScript script = new ConnectionScript(REQUEST);
            script.connection.open();
            script.expect("SEW 0:0")
                    .arrives("SEW 0:0 <mss 1000>")
                    .expect("SE. 0:0 ack 1")
                    .arrives(". 1:1 ack 1");
            assertTrue(inUse(script));

            ConnectionScript other = Scripts.synSent(with(EcnMode.ACCEPT));
            other.arrives("SEW 0:0 <mss 1000>").expect("S. 0:0 ack 1");
            assertFalse(inUse(other));
        }
    }

    @Nested
    class Sender612 {
        @Test
        void newDataIsEctAndNothingElse() {
            ConnectionScript script = open().writes(500).expect("[ect0] P. 1:501 ack 1");
            script.arrives("P. 1:101 ack 501").after(40 * MS).expect("[noecn] . 501:501 ack 101");
            script.shutsOutput().expect("[noecn] F. 501:501 ack 101");
        }

        /** RFC 3168 6.1.5. */
        @Test
        void aRetransmissionIsNotEct() {
            ConnectionScript script = open().writes(500).expect("[ect0] P. 1:501 ack 1");
            script.late(10 * RTT_NS).expect("[noecn] P. 1:501 ack 1");
        }

        /** RFC 3168 6.1.6. */
        @Test
        void aWindowProbeIsNotEct() {
            ConnectionScript script = open().arrives(". 1:1 ack 1 win 0").writes(500);
            script.late(script.connection.nextDeadlineNs(script.nowNs()));
            script.expect("[noecn] . 1:2 ack 1");
        }

        @Test
        void withoutAgreementNothingIsEct() {
            Scripts.established(with(EcnMode.ACCEPT)).writes(500).expect("[noecn] P. 1:501 ack 1");
        }

        @Test
        void anEchoHalvesTheWindowOnce() {
            ConnectionScript script = openAndFull();
            script.arrives("E. 1:1 ack 1001");
            long reducedBytes = script.connection.congestionWindowBytes();
            assertTrue(reducedBytes < 10_000, () -> "cwnd is " + reducedBytes);
            script.arrives("E. 1:1 ack 2001").arrives("E. 1:1 ack 3001");
            assertTrue(script.connection.congestionWindowBytes() <= reducedBytes + 1_000);
            assertTrue(script.connection.congestionWindowBytes() >= reducedBytes);
        }

        @Test
        void whatAnAckWithAnEchoReportsCountsAsDeliveredUnderCongestion() {
            ConnectionScript script = openAndFull();
            script.arrives(". 1:1 ack 1001").arrives("E. 1:1 ack 3001").arrives("E. 1:1 ack 4001");
            assertEquals(3, script.connection.info().segments().deliveredCe());
        }

        @Test
        void theFirstNewDataAfterItSaysSoAndTheNextDoesNot() {
            ConnectionScript script = openAndFull();
            script.arrives("E. 1:1 ack 8001")
                    .expect("[ect0] W. 10001:11001 ack 1")
                    .expect("[ect0] . 11001:12001 ack 1");
        }

        @Test
        void anEchoOfDataSentAfterTheReductionReducesAgain() {
            ConnectionScript script = openAndFull();
            script.arrives("E. 1:1 ack 8001").expect("W. 10001:11001 ack 1");
            while (script.poll() != null) {
                // what the window takes
            }
            long onceBytes = script.connection.congestionWindowBytes();
            script.arrives("E. 1:1 ack 10001");
            assertTrue(script.connection.congestionWindowBytes() >= onceBytes, "still of the window that was answered");
            script.poll();
            long beforeBytes = script.connection.congestionWindowBytes();
            script.arrives("E. 1:1 ack 11001");
            assertTrue(script.connection.congestionWindowBytes() < beforeBytes);
        }

        @Test
        void anEchoWithoutAgreementSaysNothing() {
            ConnectionScript script = Scripts.established(with(EcnMode.ACCEPT), 65_535, "<mss 1000,sackOK>");
            script.writes(20_000);
            while (script.poll() != null) {
                // what the window takes
            }
            script.arrives("E. 1:1 ack 1001");
            assertTrue(script.connection.congestionWindowBytes() >= 10_000);
        }

        @Test
        void aTimeoutIsToldAsWell() {
            ConnectionScript script = open().writes(500).expect("P. 1:501 ack 1");
            script.late(10 * RTT_NS).expect("[noecn] P. 1:501 ack 1");
            script.arrives(". 1:1 ack 501").writes(500).expect("[ect0] PW. 501:1001 ack 1");
        }

        @Test
        void lossInTheWindowOfAnEchoReducesNoFurther() {
            ConnectionScript script = openAndFull();
            script.arrives("E. 1:1 ack 2001");
            long thresholdBytes = script.connection.congestion.slowStartThresholdBytes();
            for (int segment = 3; segment < 8; segment++) {
                script.arrives("E. 1:1 ack 2001 <sack 3001:" + (1_001 + 1_000 * segment) + ">");
            }
            assertEquals(thresholdBytes, script.connection.congestion.slowStartThresholdBytes());
        }
    }

    @Nested
    class Receiver613 {
        private final ConnectionScript script = open();

        @Test
        void congestionIsEchoedAtOnce() {
            script.arrives("[ce] P. 1:101 ack 1").expect("[noecn] E. 1:1 ack 101");
        }

        @Test
        void everyAckEchoesUntilTheSenderHasAnswered() {
            script.arrives("[ce] P. 1:101 ack 1").expect("E. 1:1 ack 101");
            script.arrives("[ect0] P. 101:201 ack 1").after(40 * MS).expect("E. 1:1 ack 201");
            script.writes(10).expect("PE. 1:11 ack 201");
            script.arrives("[ect0] PW. 201:301 ack 11").expect(". 11:11 ack 301");
            script.arrives("[ect0] P. 301:401 ack 11").after(40 * MS).expect(". 11:11 ack 401");
        }

        @Test
        void congestionOnThePacketThatAnswersIsNews() {
            script.arrives("[ce] P. 1:101 ack 1").expect("E. 1:1 ack 101");
            script.arrives("[ce] PW. 101:201 ack 1").expect("E. 1:1 ack 201");
        }

        @Test
        void ectAloneIsNoCongestion() {
            script.arrives("[ect0] P. 1:101 ack 1").nothingDue().after(40 * MS).expect(". 1:1 ack 101");
            script.arrives("[ect1] P. 101:201 ack 1").after(40 * MS).expect(". 1:1 ack 201");
            assertTrue(script.connection.info().options().ecnSeen());
        }

        /** RFC 3168 6.1.5: the receiver ignores CE on packets that are out of its window. */
        @Test
        void congestionOnTextThatIsHereAlreadyIsIgnored() {
            script.arrives("[ect0] P. 1:101 ack 1").after(40 * MS).expect(". 1:1 ack 101");
            script.arrives("[ce] P. 1:101 ack 1").expect(". 1:1 ack 101");
        }

        /** RFC 3168 6.1.4. */
        @Test
        void congestionOnAPureAckIsIgnored() {
            script.writes(100)
                    .expect("P. 1:101 ack 1")
                    .arrives("[ce] . 1:1 ack 101")
                    .nothingDue();
            script.arrives("[ect0] P. 1:11 ack 101").after(40 * MS).expect(". 101:101 ack 11");
        }

        @Test
        void congestionOutOfOrderIsEchoed() {
            script.arrives("[ce] P. 101:201 ack 1").expect("E. 1:1 ack 1 <sack 101:201>");
        }

        @Test
        void withoutAgreementNothingIsEchoed() {
            ConnectionScript plain = Scripts.established(with(EcnMode.ACCEPT));
            plain.arrives("[ce] P. 1:101 ack 1").after(40 * MS).expect(". 1:1 ack 101");
        }
    }
}
