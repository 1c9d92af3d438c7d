package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingText;

/** When segments with data leave, to the nanosecond: segments of 1,000 bytes, a first round trip of 100 ms. */
class PacedDeparturesTest {
    private static final int SEGMENT_BYTES = 1_000;

    private static TcpConfig paced(String policy) {
        return Scripts.plain().withMaximumSegmentBytes(SEGMENT_BYTES).withPacing(PacingText.policy(policy));
    }

    private static ConnectionScript established(String policy) {
        return Scripts.established(paced(policy));
    }

    private static String text(int segment) {
        return ". " + (1 + segment * SEGMENT_BYTES) + ":" + (1 + (segment + 1) * SEGMENT_BYTES) + " ack 1";
    }

    private static String ack(int segment) {
        return ". 1:1 ack " + (1 + segment * SEGMENT_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "half-rtt, 5000000", // 100 ms / (2 * 10)
        "rtt, 10000000", // 100 ms / 10
        "linux, 5000000", // 100 ms / (2 * 10) in slow start
        "rfc9002, 8000000", // 100 ms / (1.25 * 10)
        "10M, 800000", // 8,000 bit / 10 Mb/s
        "3M, 2666666" // rounded down
    })
    void aWindowLeavesByTheFormulasInterval(String policy, long intervalNs) {
        ConnectionScript script = established(policy).writes(60_000).expect(text(0));
        for (int segment = 1; segment < 10; segment++) {
            script.dueAt(RTT_NS + segment * intervalNs).expect(text(segment));
        }
        script.nothingDue();
    }

    @Test
    void unpacedAWindowLeavesAtOnce() {
        ConnectionScript script = established("off").writes(60_000);
        for (int segment = 0; segment < 10; segment++) {
            script.expect(text(segment));
        }
        assertFalse(script.connection.lastDeparture().waited());
    }

    /** Ten segments left 5 ms apart, the last at 145 ms. */
    private static ConnectionScript flight(String policy) {
        ConnectionScript script = established(policy).writes(60_000).expect(text(0));
        for (int segment = 1; segment < 10; segment++) {
            script.at(script.connection.nextDeadlineNs(script.nowNs())).expect(text(segment));
        }
        return script.nothingDue();
    }

    @Test
    void theIntervalFollowsTheWindowInSlowStart() {
        ConnectionScript script = flight("half-rtt").at(205 * MS).arrives(ack(2)); // segment 1 left at 105
        assertEquals(12_000, script.connection.congestionWindowBytes());
        script.expect(text(10)).dueAt(205 * MS + 4_166_666).expect(text(11)); // 100 ms / 24
        script.dueAt(205 * MS + 2 * 4_166_666).expect(text(12));
    }

    @Test
    void theIntervalFollowsTheRoundTrip() {
        ConnectionScript script = flight("half-rtt").at(285 * MS).arrives(ack(2)); // 180 ms after segment 1
        assertEquals(110 * MS, script.connection.smoothedRttNs());
        script.expect(text(10)).dueAt(285 * MS + 4_583_333).expect(text(11)); // 110 ms / 24
    }

    @Test
    void aGapThatHasBegunFollowsTheWindowAndTheRoundTrip() {
        ConnectionScript script = established("half-rtt").writes(60_000).expect(text(0));
        script.dueAt(105 * MS).expect(text(1)).at(106 * MS).arrives(ack(1));
        long smoothedNs = script.connection.smoothedRttNs(); // 100 ms and a sample of 6 ms
        assertTrue(smoothedNs < 100 * MS);
        assertEquals(11_000, script.connection.congestionWindowBytes());
        script.dueAt(105 * MS + smoothedNs / (2 * 11)).expect(text(2));
    }

    @Test
    void aNewLimitMovesTheDepartureThatIsPending() {
        ConnectionScript script = established("half-rtt").writes(60_000).expect(text(0));
        TcpConfig capped = paced("half-rtt,cap=400k"); // 20 ms a segment
        script.at(102 * MS).connection.reconfigure(capped, script.nowNs());
        script.dueAt(120 * MS).expect(text(1));
    }

    @Test
    void retransmissionsArePacedByTheHalvedWindow() {
        ConnectionScript script = flight("linux").at(205 * MS).arrives(ack(2).replace("2001", "1 <sack 1001:4001>"));
        long intervalNs = 16_666_666; // 100 ms / (1.2 * 5) in recovery
        script.expect(text(0)).at(206 * MS).arrives(". 1:1 ack 1 <sack 5001:9001 1001:4001>");
        script.dueAt(205 * MS + intervalNs).expect(text(4));
        assertTrue(script.connection.lastDeparture().paced());
        script.dueAt(205 * MS + 2 * intervalNs).expect(text(10));
    }

    @Test
    void aTimeoutsRetransmissionsArePacedByTheWindowOfOneSegment() {
        ConnectionScript script = flight("half-rtt").dueAt(400 * MS).expect(text(0));
        script.at(410 * MS).arrives(ack(1)); // cwnd 2 again, no sample: due 100 ms / (2 * 2) after 400
        script.dueAt(425 * MS).expect(text(1)).dueAt(450 * MS).expect(text(2));
    }

    @Test
    void anAckThatIsOwedLeavesAloneAndMovesNothing() {
        ConnectionScript script =
                established("half-rtt").writes(60_000).expect(text(0)).at(101 * MS);
        script.arrives(". 1:1001 ack 1")
                .arrives(". 1001:2001 ack 1")
                .expect(". 1001:1001 ack 2001")
                .nothingDue();
        assertFalse(script.connection.lastDeparture().paced());
        script.dueAt(105 * MS).expect(". 1001:2001 ack 2001").dueAt(110 * MS);
    }

    @Test
    void aDelayedAckWaitsNotForTheDeparture() {
        ConnectionScript script =
                established("80k").writes(60_000).expect(text(0)).at(101 * MS); // 100 ms apart
        script.arrives("P. 1:11 ack 1").dueAt(141 * MS).expect(". 1001:1001 ack 11");
        script.dueAt(200 * MS).expect(". 1001:2001 ack 11");
    }

    @Test
    void theHandshakeAndAResetWaitForNothing() {
        ConnectionScript script = established("1k").writes(60_000).expect(text(0)); // the SYN left no gap behind
        script.at(101 * MS).aborts().expect("R. 1001:1001 ack 1");
    }

    @Test
    void aBareFinWaitsForNothing() {
        ConnectionScript script =
                established("1k").writes(1_000).expect("P" + text(0)).at(101 * MS);
        script.shutsOutput().expect("F. 1001:1001 ack 1");
    }

    @Test
    void aFinWithTextWaitsWithIt() {
        ConnectionScript script =
                established("80k").writes(1_500).expect(text(0)).shutsOutput();
        script.dueAt(200 * MS).expect("FP. 1001:1501 ack 1");
    }

    @Test
    void aProbeWaitsForNothingAndMovesNothing() {
        ConnectionScript script =
                Scripts.established(paced("1k"), 1_000, Scripts.PEER_OPTIONS).writes(3_000);
        script.expect(text(0)).at(2 * RTT_NS).arrives(". 1:1 ack 1001 win 0"); // the next departure is at 8.1 s
        script.dueAt(450 * MS).expect(". 1001:1002 ack 1").arrives(". 1:1 ack 1002 win 2000");
        script.dueAt(8_100 * MS).expect(". 1002:2002 ack 1");
    }

    @Test
    void aProbeThatLeavesAgainWaitsForNothingEither() {
        ConnectionScript script =
                Scripts.established(paced("1k"), 1_000, Scripts.PEER_OPTIONS).writes(3_000);
        script.expect(text(0)).at(2 * RTT_NS).arrives(". 1:1 ack 1001 win 0"); // the next departure is at 8.1 s
        script.dueAt(450 * MS).expect(". 1001:1002 ack 1").dueAt(700 * MS).expect(". 1001:1002 ack 1");
    }

    @Test
    void aBareFinThatLeavesAgainWaitsForNothingEither() {
        ConnectionScript script =
                established("1k").writes(1_000).expect("P" + text(0)).at(101 * MS);
        script.shutsOutput().expect("F. 1001:1001 ack 1").at(200 * MS).arrives(". 1:1 ack 1001");
        script.dueAt(450 * MS).expect("F. 1001:1001 ack 1"); // the next departure is at 8.1 s
    }

    @Test
    void theTimerSparesARetransmissionThatWaitsForItsDeparture() {
        ConnectionScript script = established("100k").writes(60_000).expect(text(0)); // 80 ms apart
        script.dueAt(180 * MS)
                .expect(text(1))
                .dueAt(260 * MS)
                .expect(text(2))
                .dueAt(340 * MS)
                .expect(text(3));
        script.at(390 * MS)
                .arrives(". 1:1 ack 1 <sack 1001:4001>")
                .dueAt(400 * MS)
                .nothingDue();
        assertEquals(0, script.events.timeouts);
        script.dueAt(420 * MS).expect(text(0)).dueAt(500 * MS).expect(text(4));
        assertEquals(2_000, script.connection.congestionWindowBytes(), "half the flight and no less");
    }

    @Test
    void theRoundTripCountsFromTheDepartureAndNotFromTheWrite() {
        ConnectionScript script = established("half-rtt")
                .writes(4_000)
                .expect(text(0))
                .at(105 * MS)
                .expect(text(1));
        script.nothingDue().late(114 * MS).expect(text(2)).dueAt(116_500_000).expect("P" + text(3));
        script.at(189 * MS + 7).arrives(ack(3));
        assertEquals(List.of(RTT_NS, 75 * MS + 7), script.events.roundTripsNs);
    }

    @Test
    void aLateDepartureKeepsTheGridUpToHalfAnInterval() {
        ConnectionScript script =
                established("half-rtt").writes(60_000).expect(text(0)).nothingDue();
        script.late(106 * MS).expect(text(1)).dueAt(110 * MS).expect(text(2));
    }

    @Test
    void aDepartureTellsItsPlan() {
        ConnectionScript script = established("half-rtt").writes(60_000).expect(text(0));
        Departure departure = script.connection.lastDeparture();
        assertFalse(departure.waited());
        script.nothingDue().late(106 * MS).expect(text(1));
        assertTrue(departure.paced() && departure.waited());
        assertEquals(105 * MS, departure.plannedNs());
        assertEquals(5 * MS, departure.gapNs());
        assertEquals(SEGMENT_BYTES, departure.payloadBytes());
    }

    @Test
    void idleTimeEarnsNothing() {
        ConnectionScript script = Scripts.established(
                Scripts.plain().withMaximumSegmentBytes(SEGMENT_BYTES).withPacing(new FixedRate(80_000)));
        script.writes(1_000)
                .expect("P" + text(0))
                .at(150 * MS)
                .arrives(ack(1))
                .at(5_000 * MS)
                .writes(3_000);
        script.expect(text(1)).dueAt(5_100 * MS).expect(text(2)).dueAt(5_200 * MS);
    }
}
