package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6298 section 5 as the connection runs it, and where patience ends (RFC 9293 3.8.3). */
class RetransmissionTimeoutTest {
    private static final long SECOND_NS = 1_000 * MS;

    @Test
    void aSynLeavesAfter1And3And7And15And31And63SecondsAndIsGivenUpAt123() {
        ConnectionScript script = Scripts.synSent(Scripts.plain());
        for (long second : new long[] {1, 3, 7, 15, 31, 63}) {
            script.dueAt(second * SECOND_NS).expect("S 0:0");
        }
        script.dueAt(123 * SECOND_NS).isClosed(CloseReason.TIMED_OUT);
    }

    @Test
    void aSynAckIsGivenUpWithAReset() {
        ConnectionScript script = Scripts.listen(Scripts.plain().withTimers(timers -> timers.withSynRetries(2)))
                .arrives("S 0:0 <mss 1460>");
        script.expect("S. 0:0 ack 1").dueAt(SECOND_NS).expect("S. 0:0 ack 1").dueAt(3 * SECOND_NS);
        script.expect("S. 0:0 ack 1")
                .dueAt(7 * SECOND_NS)
                .expect("R. 1:1 ack 1")
                .isClosed(CloseReason.TIMED_OUT);
    }

    @Test
    void dataBacksOffByDoublingUpToTheBound() {
        ConnectionScript script = Scripts.established().writes(100).expect("P. 1:101 ack 1");
        long dueNs = RTT_NS + RTO_NS;
        long waitNs = RTO_NS;
        for (int timeout = 0; timeout < 15; timeout++) {
            script.dueAt(dueNs).expect("P. 1:101 ack 1");
            waitNs = Math.min(2 * waitNs, 60 * SECOND_NS);
            dueNs += waitNs;
        }
        script.dueAt(dueNs).expect("R. 101:101 ack 1").isClosed(CloseReason.TIMED_OUT);
        assertEquals(15, script.events.timeouts);
    }

    @Test
    void progressEndsTheBackOff() {
        ConnectionScript script = Scripts.established().writes(100).expect("P. 1:101 ack 1");
        script.dueAt(400 * MS).expect("P. 1:101 ack 1").dueAt(1_000 * MS).expect("P. 1:101 ack 1");
        script.at(1_100 * MS).arrives(". 1:1 ack 101").writes(100).expect("P. 101:201 ack 1");
        script.dueAt(1_100 * MS + RTO_NS);
    }

    @Test
    void karnTakesNoSampleFromWhatWasSentTwice() {
        ConnectionScript script = Scripts.established().writes(100).expect("P. 1:101 ack 1");
        script.dueAt(400 * MS).expect("P. 1:101 ack 1").at(410 * MS).arrives(". 1:1 ack 101");
        assertEquals(List.of(RTT_NS), script.events.roundTripsNs);
    }

    @Test
    void oneRetransmissionAmongTheAcknowledgedSpoilsTheSample() {
        ConnectionScript script = Scripts.established().writes(2_920).expect(". 1:1461 ack 1");
        script.expect("P. 1461:2921 ack 1").dueAt(400 * MS).expect(". 1:1461 ack 1");
        script.at(500 * MS).arrives(". 1:1 ack 2921");
        assertEquals(List.of(RTT_NS), script.events.roundTripsNs);
    }

    @Test
    void newlyAcknowledgedDataRestartsTheTimer() {
        ConnectionScript script = Scripts.established().writes(2_920).expect(". 1:1461 ack 1");
        script.expect("P. 1461:2921 ack 1").at(2 * RTT_NS).arrives(". 1:1 ack 1461");
        script.dueAt(2 * RTT_NS + 250 * MS).expect("P. 1461:2921 ack 1");
    }

    @Test
    void aDuplicateAckDoesNotRestartTheTimer() {
        ConnectionScript script = Scripts.established().writes(100).expect("P. 1:101 ack 1");
        script.at(2 * RTT_NS).arrives(". 1:1 ack 1").dueAt(RTT_NS + RTO_NS);
    }

    @Test
    void whenEverythingIsAcknowledgedTheTimerStops() {
        Scripts.established()
                .writes(100)
                .expect("P. 1:101 ack 1")
                .arrives(". 1:1 ack 101")
                .nothingEver();
    }

    @Test
    void aLostSynWithoutTimestampsLeavesAnRtoOf3Seconds() {
        ConnectionScript script =
                Scripts.synSent(Scripts.plain()).dueAt(SECOND_NS).expect("S 0:0");
        script.at(1_100 * MS)
                .arrives("S. 0:0 ack 1 <mss 1460>")
                .expect(". 1:1 ack 1")
                .writes(100);
        script.expect("P. 1:101 ack 1").dueAt(4_100 * MS).expect("P. 1:101 ack 1");
    }

    @Test
    void aLostSynWithTimestampsIsMeasured() {
        ConnectionScript script =
                Scripts.synSent(TcpConfig.defaults()).dueAt(SECOND_NS).expect("S 0:0");
        script.at(1_100 * MS)
                .arrives("S. 0:0 ack 1 <mss 1460,TS 7:1000>")
                .expect(". 1:1 ack 1")
                .writes(100);
        script.expect("P. 1:101 ack 1").dueAt(1_100 * MS + RTO_NS);
    }

    @Test
    void theTimeoutLeavesAWindowOfOneSegmentAndHalfTheFlightAsThreshold() {
        ConnectionScript script = Scripts.established().writes(14_600);
        for (int segment = 0; segment < 10; segment++) {
            assertEquals(1_460, script.poll().payloadBytes());
        }
        script.dueAt(RTT_NS + RTO_NS).expect(". 1:1461 ack 1").nothingDue();
        assertEquals(1_460, script.connection.info().sndCwndBytes());
        assertEquals(7_300, script.connection.info().sndSsthreshBytes());
        script.dueAt(RTT_NS + 3 * RTO_NS).expect(". 1:1461 ack 1").nothingDue();
        assertEquals(7_300, script.connection.info().sndSsthreshBytes(), "once for one loss");
    }

    @Test
    void afterTheTimeoutEverythingLeavesAgainInSlowStart() {
        ConnectionScript script = Scripts.established().writes(7_300);
        while (script.poll() != null) {}
        script.dueAt(RTT_NS + RTO_NS).expect(". 1:1461 ack 1").nothingDue();
        script.after(RTT_NS)
                .arrives(". 1:1 ack 1461")
                .expect(". 1461:2921 ack 1")
                .expect(". 2921:4381 ack 1");
        script.nothingDue().after(RTT_NS).arrives(". 1:1 ack 7301").nothingEver();
    }
}
