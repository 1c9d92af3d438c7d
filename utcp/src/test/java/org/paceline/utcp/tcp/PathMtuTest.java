package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** Path MTU discovery, RFC 1191 with the checks of RFC 5927, and the search in a black hole. */
class PathMtuTest {
    private static final int ISS = 0xffff_ff00;
    private static final long SECOND_NS = 1_000 * MS;
    private static final long AGEING_NS = 600 * SECOND_NS;

    private final ConnectionScript script = Scripts.established();

    private ConnectionScript tooBig(int seq, int nextMtuBytes) {
        PathErrors.onTooBig(script.connection, script.nowNs(), ISS + seq, nextMtuBytes);
        ConnectionInvariants.check(script.connection);
        return script;
    }

    @Test
    void rfc1191TheSegmentLeavesAgainInPiecesAtOnceAndCwndStays() {
        script.writes(2_920).expect(". 1:1461 ack 1").expect("P. 1461:2921 ack 1");
        long windowBytes = script.connection.congestionWindowBytes();
        tooBig(1, 1_040)
                .expect(". 1:1001 ack 1")
                .expect(". 1001:1461 ack 1")
                .expect(". 1461:2461 ack 1")
                .expect("P. 2461:2921 ack 1")
                .nothingDue();
        assertEquals(windowBytes, script.connection.congestionWindowBytes());
        assertEquals(1_000, script.connection.segmentBytes());
        script.writes(1_000).expect("P. 2921:3921 ack 1");
    }

    @Test
    void rfc1191TimestampsTakeTheirShareOfTheSmallerSegment() {
        ConnectionScript stamped = Scripts.established(TcpConfig.defaults(), 65_535, "<mss 1460,sackOK,TS 1:0>");
        stamped.writes(1_448);
        stamped.poll();
        PathErrors.onTooBig(stamped.connection, stamped.nowNs(), ISS + 1, 1_052);
        assertEquals(1_000, stamped.connection.segmentBytes());
    }

    @Test
    void rfc5927AMessageAboutWhatIsNotInFlightIsRefused() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        tooBig(1_461, 1_000).nothingDue();
        tooBig(0, 1_000).nothingDue();
        assertEquals(1_460, script.connection.segmentBytes());
        assertEquals(2, script.connection.counters.troubles().pathErrorsRefused);
    }

    @Test
    void rfc5927AMessageAboutASegmentThatWouldHaveFittedIsRefused() {
        script.writes(500).expect("P. 1:501 ack 1");
        tooBig(1, 1_000).nothingDue();
        assertEquals(1_460, script.connection.segmentBytes());
    }

    @Test
    void aForgedMtuDoesNotGoBelowTheFloor() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        tooBig(1, 68).expect(". 1:513 ack 1");
        assertEquals(552, script.connection.pathMtu().mtuBytes());
    }

    @Test
    void rfc1191ALargerMtuThanThePresentOneChangesNothing() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        tooBig(1, 1_501).nothingDue();
        tooBig(1, 1_500).nothingDue();
    }

    @Test
    void rfc1191AfterTenMinutesLargerPacketsAreTriedAgain() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        tooBig(1, 1_040).expect(". 1:1001 ack 1").expect("P. 1001:1461 ack 1");
        script.arrives(". 1:1 ack 1461").dueAt(RTT_NS + AGEING_NS).nothingEver();
        script.writes(1_460).expect("P. 1461:2921 ack 1");
    }

    @Test
    void whatHasArrivedIsNotSentAgain() {
        script.writes(4_380)
                .expect(". 1:1461 ack 1")
                .expect(". 1461:2921 ack 1")
                .expect("P. 2921:4381 ack 1");
        script.arrives(". 1:1 ack 1 <sack 1461:2921>");
        tooBig(1, 1_040)
                .expect(". 1:1001 ack 1")
                .expect(". 1001:1461 ack 1")
                .expect(". 2921:3921 ack 1")
                .expect("P. 3921:4381 ack 1")
                .nothingDue();
    }

    @Test
    void aBlackHoleIsLeftByStepsToSmallerSegments() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        for (int timeout = 1; timeout <= 2; timeout++) {
            timesOut(timeout).expect("P. 1:1461 ack 1");
        }
        timesOut(3).expect(". 1:1241 ack 1");
        script.arrives(". 1:1 ack 1241").expect("P. 1241:1461 ack 1").arrives(". 1:1 ack 1461");
        assertEquals(1_280, script.connection.pathMtu().mtuBytes());
        script.writes(1_460);
        assertEquals(". 1461:2701 ack 1", text(script.poll()));
    }

    @Test
    void silenceThatSmallSegmentsDoNotBreakIsNoBlackHole() {
        script.writes(1_460).expect("P. 1:1461 ack 1");
        timesOut(1).expect("P. 1:1461 ack 1");
        timesOut(2).expect("P. 1:1461 ack 1");
        timesOut(3).expect(". 1:1241 ack 1").expect("P. 1241:1461 ack 1");
        for (int timeout = 4; timeout <= 7; timeout++) {
            timesOut(timeout).expect(". 1:537 ack 1");
            while (script.poll() != null) {}
        }
        assertEquals(1_500, script.connection.pathMtu().mtuBytes());
        assertEquals(1_460, script.connection.segmentBytes());
    }

    @Test
    void aSmallSegmentThatTimesOutTellsNothingOfTheMtu() {
        script.writes(100).expect("P. 1:101 ack 1");
        for (int timeout = 1; timeout <= 5; timeout++) {
            timesOut(timeout).expect("P. 1:101 ack 1");
        }
        assertEquals(1_500, script.connection.pathMtu().mtuBytes());
    }

    @Test
    void aSegmentThatIsNotFullIsSearchedForByWhatWouldMakeItSmaller() {
        script.writes(862).expect("P. 1:863 ack 1");
        timesOut(1).expect("P. 1:863 ack 1");
        timesOut(2).expect("P. 1:863 ack 1");
        timesOut(3).expect(". 1:537 ack 1");
        script.arrives(". 1:1 ack 537").expect("P. 537:863 ack 1");
        assertEquals(576, script.connection.pathMtu().mtuBytes());
    }

    /** The seed 12,532 of the simulation: the peer shrank its window, and never saw what it would have answered. */
    @Test
    void aBlackHoleIsLeftBehindAClosedWindowToo() {
        script.writes(1_460).expect("P. 1:1461 ack 1").arrives(". 1:1 ack 1 win 0");
        timesOut(1).expect("P. 1:1461 ack 1");
        timesOut(2).expect("P. 1:1461 ack 1");
        timesOut(3).expect(". 1:1241 ack 1");
        assertEquals(1_280, script.connection.pathMtu().mtuBytes());
    }

    @Test
    void theSearchCanBeSwitchedOff() {
        ConnectionScript patient =
                Scripts.established(Scripts.plain().withTimers(timers -> timers.withBlackHoleTimeouts(0)));
        patient.writes(1_460).expect("P. 1:1461 ack 1");
        long dueNs = RTT_NS;
        for (int timeout = 0; timeout < 6; timeout++) {
            dueNs += RTO_NS << timeout;
            patient.dueAt(dueNs).expect("P. 1:1461 ack 1");
        }
    }

    private ConnectionScript timesOut(int timeout) {
        return script.dueAt(RTT_NS + RTO_NS * ((1L << timeout) - 1));
    }

    private static String text(SegmentLine line) {
        return line.toString().replaceAll(" win.*", "");
    }
}
