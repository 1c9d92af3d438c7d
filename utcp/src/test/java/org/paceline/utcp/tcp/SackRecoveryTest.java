package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.control.CongestionPhase;

/** RFC 6675 section 5, with a flight of ten segments of 1,000 bytes. Segment n begins at n thousand and one. */
class SackRecoveryTest {
    private static final int SEGMENT_BYTES = 1_000;

    private final ConnectionScript script = inFlight(10, 40_000);

    private static ConnectionScript inFlight(int segments, int writtenBytes) {
        TcpConfig config =
                Scripts.plain().withMaximumSegmentBytes(SEGMENT_BYTES).withInitialWindowSegments(segments);
        ConnectionScript script = Scripts.established(config).writes(writtenBytes);
        for (int segment = 0; segment < segments; segment++) {
            assertEquals(1 + segment * SEGMENT_BYTES, script.poll().start());
        }
        return script.nothingDue().after(RTT_NS);
    }

    private static String text(int segment) {
        return ". " + (1 + segment * SEGMENT_BYTES) + ":" + (1 + (segment + 1) * SEGMENT_BYTES) + " ack 1";
    }

    /** An ACK of everything before {@code segment} with blocks of segments: from, to (exclusive), ... */
    private static String ack(int segment, int... edges) {
        StringBuilder line = new StringBuilder(". 1:1 ack " + (1 + segment * SEGMENT_BYTES) + " <");
        for (int edge = 0; edge < edges.length; edge += 2) {
            line.append(edge == 0 ? "sack " : " ").append(1 + edges[edge] * SEGMENT_BYTES);
            line.append(':').append(1 + edges[edge + 1] * SEGMENT_BYTES);
        }
        return line.append('>').toString();
    }

    private long windowBytes() {
        return script.connection.congestionWindowBytes();
    }

    @Test
    void beforeTheThresholdEachBlockLetsANewSegmentGo() {
        script.arrives(ack(0, 1, 2)).expect(text(10)).nothingDue();
        script.arrives(ack(0, 1, 3)).expect(text(11)).nothingDue();
        assertEquals(10_000, windowBytes());
        assertEquals(List.of(), script.events.recoveries);
    }

    @Test
    void threeSegmentsAboveAreALoss() {
        script.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        assertEquals(CongestionPhase.RECOVERY, script.connection.congestionPhase());
        assertEquals(5_000, windowBytes());
        assertEquals(1_000, script.connection.info().lostBytes());
    }

    @Test
    void threeRunsAboveAreALoss() {
        script.arrives(ack(0, 1, 2))
                .arrives(ack(0, 3, 4, 1, 2))
                .arrives(ack(0, 5, 6, 3, 4, 1, 2))
                .expect(text(0));
        assertEquals(1_000, script.connection.info().lostBytes(), "2 has two runs above it, 4 has one");
    }

    @Test
    void blocksWithNothingNewAreNoEvidence() {
        script.arrives(ack(0, 1, 2)).expect(text(10));
        for (int repeated = 0; repeated < 5; repeated++) {
            script.arrives(ack(0, 1, 2)).nothingDue();
        }
        assertEquals(List.of(), script.events.recoveries);
    }

    @Test
    void rule1SendsEveryLostSegmentBeforeAnythingNew() {
        script.arrives(ack(0, 3, 6)).expect(text(0)).nothingDue(); // pipe: 4 to come, 1 again, cwnd 5
        script.arrives(ack(0, 3, 7)).expect(text(1)).arrives(ack(0, 3, 8)).expect(text(2));
        script.arrives(ack(0, 3, 9)).expect(text(10));
    }

    @Test
    void rule2SendsNewDataWhenNothingLostWaits() {
        script.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        script.arrives(ack(0, 1, 6)).nothingDue(); // pipe: 4 to come and 1 again
        script.arrives(ack(0, 1, 7)).expect(text(10)).nothingDue();
    }

    @Test
    void rule3SendsAHoleThatIsNotLostYetWhenNothingNewIsThere() {
        ConnectionScript short10 = inFlight(10, 10_000);
        short10.arrives(ack(0, 1, 4, 6, 7))
                .expect(text(0))
                .arrives(ack(0, 1, 4, 6, 8))
                .nothingDue();
        short10.arrives(ack(4, 6, 8)).expect(text(4)).nothingDue(); // 4, 5, 8 and 9 to come, and 4 again
        assertEquals(0, short10.connection.info().lostBytes(), "two segments above are not enough");
    }

    @Test
    void rule4SendsTheLastSegmentOnceInARecovery() {
        ConnectionScript short10 = inFlight(10, 10_000);
        short10.arrives(ack(0, 1, 4)).expect(text(0)).nothingDue();
        short10.arrives(ack(0, 1, 8)).expect("P" + text(9)).nothingDue();
        short10.writes(1_000).expect("P" + text(10)).nothingDue();
        short10.arrives(ack(0, 1, 9)).nothingDue(); // a new tail, and room for it
        assertEquals(2, short10.connection.info().totalRetransmissions());
    }

    @Test
    void nothingIsReducedTwiceInOneWindow() {
        script.arrives(ack(0, 1, 4))
                .expect(text(0))
                .arrives(ack(0, 1, 4, 5, 8))
                .expect(text(4))
                .expect(text(10));
        assertEquals(5_000, windowBytes());
        script.nothingDue().after(RTT_NS).arrives(ack(4, 5, 10));
        assertEquals(5_000, windowBytes());
        assertEquals(List.of(true), script.events.recoveries);
    }

    @Test
    void itEndsWhenEverythingOutstandingAtItsBeginningIsAcknowledged() {
        script.arrives(ack(0, 1, 4))
                .expect(text(0))
                .arrives(ack(0, 1, 9))
                .expect(text(10))
                .expect(text(11));
        script.expect(text(12)).nothingDue().after(RTT_NS).arrives(ack(9));
        assertEquals(List.of(true), script.events.recoveries);
        script.arrives(ack(10));
        assertEquals(List.of(true, false), script.events.recoveries);
        assertEquals(4_000, windowBytes(), "one segment more than the flight, for fear of a burst (RFC 6582)");
    }

    @Test
    void afterATimeoutSackedSegmentsAreNotSentAgain() {
        script.arrives(ack(0, 5, 6, 7, 8)).expect(text(10)).expect(text(11));
        script.dueAt(RTT_NS + RTO_NS).expect(text(0)).nothingDue().after(RTT_NS);
        script.arrives(ack(4, 5, 6, 7, 8))
                .expect(text(4))
                .expect(text(6))
                .expect(text(8))
                .nothingDue();
    }

    @Test
    void aReceiverThatRenegedIsBelievedNoMore() {
        script.arrives(ack(0, 1, 3)).expect(text(10)).expect(text(11));
        // 0 is acknowledged and 1 with 2 are not, which it had reported
        script.arrives(ack(1)).expect(text(12)).expect(text(13));
        script.dueAt(2 * RTT_NS + 250_000_000).expect(text(1)).nothingDue();
        assertEquals(0, script.connection.info().sackedBytes());
        script.after(RTT_NS).arrives(ack(2)).expect(text(2)).expect(text(3)).nothingDue();
    }

    @Test
    void aRetransmissionThatWaitsForRoomInTheWindowWaitsNotForEver() {
        ConnectionScript deadPath = inFlight(20, 40_000);
        deadPath.arrives(ack(0, 1, 4)).expect(text(0));
        deadPath.arrives(ack(0, 1, 4, 5, 8)).nothingDue(); // 4 is lost, and the pipe has 13 segments of 10
        deadPath.after(RTT_NS).arrives(ack(4, 5, 8)).nothingDue();
        deadPath.dueAt(3 * RTT_NS + RTO_NS).expect(text(4)).nothingDue();
        assertEquals(1, deadPath.events.timeouts);
        assertEquals(SEGMENT_BYTES, deadPath.connection.congestionWindowBytes());
    }
}
