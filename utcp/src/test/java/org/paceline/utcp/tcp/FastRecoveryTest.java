package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.control.CongestionPhase;

/** RFC 5681 3.2 with the partial acknowledgments of RFC 6582: a peer without SACK. Segments have 1,000 bytes. */
class FastRecoveryTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final String DUPLICATE = ". 1:1 ack 1";

    /** Ten segments in flight, cwnd 10, more waiting. */
    private final ConnectionScript script = inFlight();

    private static ConnectionScript inFlight() {
        TcpConfig config =
                Scripts.plain().withOptions(options -> options.withSack(false)).withMaximumSegmentBytes(SEGMENT_BYTES);
        ConnectionScript script = Scripts.established(config).writes(40_000);
        expectNew(script, 0, 10);
        return script.nothingDue();
    }

    private static void expectNew(ConnectionScript script, int first, int count) {
        for (int segment = first; segment < first + count; segment++) {
            int seq = 1 + segment * SEGMENT_BYTES;
            script.expect(". " + seq + ":" + (seq + SEGMENT_BYTES) + " ack 1");
        }
    }

    private long windowBytes() {
        return script.connection.congestionWindowBytes();
    }

    private void enterRecovery() {
        script.after(RTT_NS).arrives(DUPLICATE).arrives(DUPLICATE).arrives(DUPLICATE);
    }

    @Test
    void theFirstTwoDuplicatesLetANewSegmentGoEach() {
        script.arrives(DUPLICATE).expect(". 10001:11001 ack 1").nothingDue();
        script.arrives(DUPLICATE).expect(". 11001:12001 ack 1").nothingDue();
        assertEquals(10_000, windowBytes(), "limited transmit leaves cwnd alone (RFC 3042)");
    }

    @Test
    void theThirdDuplicateRetransmitsAndHalvesTheWindow() {
        enterRecovery();
        script.expect(". 1:1001 ack 1").nothingDue();
        assertEquals(5_000, windowBytes());
        assertEquals(CongestionPhase.RECOVERY, script.connection.congestionPhase());
    }

    @Test
    void furtherDuplicatesLetNewSegmentsGoOnceHalfTheFlightHasLeft() {
        enterRecovery();
        script.expect(". 1:1001 ack 1");
        script.arrives(DUPLICATE).arrives(DUPLICATE).nothingDue(); // 9 originals + 1 again - 5 duplicates = cwnd
        script.arrives(DUPLICATE).expect(". 10001:11001 ack 1").nothingDue();
        script.arrives(DUPLICATE).expect(". 11001:12001 ack 1").nothingDue();
    }

    @Test
    void aFullAcknowledgmentEndsIt() {
        enterRecovery();
        script.expect(". 1:1001 ack 1").after(RTT_NS).arrives(". 1:1 ack 10001");
        assertEquals(List.of(true, false), script.events.recoveries);
        // RFC 6582 3.2 step 3, option 1: one segment more than the flight, which is empty
        assertEquals(2_000, windowBytes());
        expectNew(script, 10, 2);
        script.nothingDue();
    }

    @Test
    void aPartialAcknowledgmentRetransmitsTheNextHoleAtOnce() {
        enterRecovery();
        script.expect(". 1:1001 ack 1").after(RTT_NS).arrives(". 1:1 ack 4001").expect(". 4001:5001 ack 1");
        assertEquals(CongestionPhase.RECOVERY, script.connection.congestionPhase());
        assertEquals(5_000, windowBytes(), "no second reduction");
        script.after(RTT_NS).arrives(". 1:1 ack 10001");
        assertEquals(List.of(true, false), script.events.recoveries);
    }

    @Test
    void duplicatesRightAfterATimeoutStartNoRecovery() {
        script.dueAt(RTT_NS + RTO_NS).expect(". 1:1001 ack 1");
        for (int duplicate = 0; duplicate < 5; duplicate++) {
            script.arrives(DUPLICATE);
        }
        assertEquals(List.of(), script.events.recoveries);
        assertEquals(1_000, windowBytes());
    }

    @Test
    void aTimeoutEndsIt() {
        enterRecovery();
        script.expect(". 1:1001 ack 1")
                .dueAt(RTT_NS + RTO_NS)
                .expect(". 1:1001 ack 1")
                .nothingDue();
        assertEquals(List.of(true, false), script.events.recoveries);
        assertEquals(1_000, windowBytes());
    }

    @Test
    void aWindowUpdateIsNoDuplicate() {
        script.arrives(". 1:1 ack 1 win 65000").arrives(". 1:1 ack 1 win 64000").arrives(". 1:1 ack 1 win 63000");
        script.arrives(". 1:1 ack 1 win 62000").nothingDue();
    }

    @Test
    void aSegmentWithTextIsNoDuplicate() {
        script.arrives("P. 1:11 ack 1")
                .arrives("P. 11:21 ack 1")
                .arrives("P. 21:31 ack 1")
                .expect(". 10001:10001 ack 31");
        assertEquals(List.of(), script.events.recoveries);
    }

    @Test
    void aSecondLossAfterTheRecoveryHalvesAgain() {
        enterRecovery();
        script.expect(". 1:1001 ack 1").after(RTT_NS).arrives(". 1:1 ack 10001");
        expectNew(script, 10, 2);
        script.arrives(". 1:1 ack 10001").arrives(". 1:1 ack 10001").arrives(". 1:1 ack 10001");
        assertEquals(List.of(true, false, true), script.events.recoveries);
    }

    @Test
    void theTimerRunsOnFromTheFirstPartialAcknowledgment() {
        enterRecovery();
        script.expect(". 1:1001 ack 1").at(3 * RTT_NS).arrives(". 1:1 ack 2001").expect(". 2001:3001 ack 1");
        script.at(3 * RTT_NS + 10 * MS).arrives(". 1:1 ack 2001");
        // the one sample that Karn's rule allows is the handshake's
        script.dueAt(3 * RTT_NS + RTO_NS);
    }
}
