package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Flight.ack;
import static org.paceline.utcp.tcp.Flight.text;
import static org.paceline.utcp.tcp.Scripts.RTO_NS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.recovery.CaState;

/** RFC 8985 section 7. The round trip is 100 ms and the RTO 300 ms; everything leaves at 100 ms. */
class TailLossProbeTest {
    private static final long PTO_NS = 2 * RTT_NS;

    private final ConnectionScript script = Flight.sent(10, 10);

    @Test
    void aSilentTailIsProbedAfterTwoRoundTripsWithItsLastSegment() {
        script.dueAt(RTT_NS + PTO_NS).expect("P" + text(9)).nothingDue();
        assertEquals(10_000, script.connection.congestionWindowBytes());
        assertEquals(CaState.OPEN, script.connection.recovery.caState());
    }

    @Test
    void newDataIsTheBetterProbe() {
        ConnectionScript more = Flight.sent(10, 11).dueAt(RTT_NS + PTO_NS);
        more.expect("P" + text(10)).nothingDue();
        assertEquals(0, more.connection.info().segments().totalRetrans());
    }

    @Test
    void whatThePeersWindowDoesNotTakeIsNoProbe() {
        ConnectionScript closed = Scripts.established(Flight.config(10), 10_000, Scripts.PEER_OPTIONS)
                .writes(11_000);
        Flight.expectNew(closed, 0, 10).dueAt(RTT_NS + PTO_NS).expect(text(9)).nothingDue();
    }

    @Test
    void oneSegmentWaitsForADelayedAckAsWellButNotBeyondTheTimeout() {
        Flight.sent(Flight.config(10), 1, 1)
                .dueAt(RTT_NS + RTO_NS)
                .expect("P" + text(0))
                .nothingDue();
        TcpConfig prompt = Flight.config(10).withRecovery(recovery -> recovery.withMaxAckDelayNs(50 * MS));
        Flight.sent(prompt, 1, 1).dueAt(RTT_NS + PTO_NS + 50 * MS).expect("P" + text(0));
    }

    @Test
    void everyNewSegmentStartsTheTimerAnew() {
        ConnectionScript paused =
                Flight.sent(Flight.config(10), 3, 3).at(150 * MS).writes(1_000);
        paused.expect("P" + text(3)).dueAt(150 * MS + PTO_NS).expect("P" + text(3));
    }

    @Test
    void theTimeoutStartsAnewFromTheProbe() {
        script.dueAt(RTT_NS + PTO_NS).expect("P" + text(9)).dueAt(RTT_NS + PTO_NS + RTO_NS);
        script.expect(text(0)).nothingDue();
        assertEquals(1, script.events.timeouts);
    }

    @Test
    void theProbesSackStartsARecoveryInsteadOfATimeout() {
        script.dueAt(RTT_NS + PTO_NS).expect("P" + text(9)).after(RTT_NS).arrives(ack(0, 9, 10));
        script.expect(text(0)); // two round trips after it left there is nothing to wait for
        assertEquals(0, script.events.timeouts);
        assertEquals(List.of(true), script.events.recoveries);
    }

    @Test
    void aTailThatTheProbeRepairedIsALossForCongestionControl() {
        script.at(2 * RTT_NS).arrives(ack(9)).dueAt(2 * RTT_NS + RTO_NS - 50 * MS);
        script.expect("P" + text(9)).after(RTT_NS).arrives(ack(10));
        long beforeBytes = script.connection.congestionWindowBytes();
        assertEquals(13_000, beforeBytes, "whether the probe or the original arrived is not known yet");
        script.writes(1_000).expect("P" + text(10)).after(RTT_NS).arrives(ack(11));
        assertEquals(2_000, script.connection.congestionWindowBytes());
    }

    @Test
    void aDuplicateSackOfTheProbeTellsThatNothingWasLost() {
        script.at(2 * RTT_NS).arrives(ack(9)).dueAt(2 * RTT_NS + RTO_NS - 50 * MS);
        script.expect("P" + text(9)).after(MS).arrives(ack(10)).after(RTT_NS).arrives(ack(10, 9, 10));
        script.writes(1_000).expect("P" + text(10)).after(RTT_NS).arrives(ack(11));
        assertEquals(13_000, script.connection.congestionWindowBytes());
        assertEquals(1, script.connection.info().segments().dsackDups());
    }

    @Test
    void noSecondProbeFollowsWithoutARoundTripBetween() {
        ConnectionScript more = Flight.sent(10, 12).dueAt(RTT_NS + PTO_NS).expect(text(10));
        more.at(350 * MS).writes(1_000).dueAt(RTT_NS + PTO_NS + RTO_NS).expect(text(0));
        assertEquals(1, more.events.timeouts);
    }

    @Test
    void whereSomethingIsSackedTheReorderingTimerIsTheOneThatRuns() {
        script.at(2 * RTT_NS)
                .arrives(ack(0, 9, 10))
                .dueAt(2 * RTT_NS + RTT_NS / 4)
                .expect(text(0));
    }

    @Test
    void beforeTheFirstRoundTripItWaitsASecond() {
        ConnectionScript unmeasured = Scripts.synSent(Flight.config(10))
                .dueAt(1_000 * MS)
                .expect("S 0:0")
                .at(1_100 * MS)
                .arrives("S. 0:0 ack 1 win 65535 " + Scripts.PEER_OPTIONS)
                .expect(". 1:1 ack 1")
                .writes(1_000);
        unmeasured.expect("P" + text(0)).dueAt(2_100 * MS).expect("P" + text(0));
        assertEquals(0, unmeasured.events.timeouts - 1, "the SYN's");
    }

    @Test
    void offItIsSilentUntilTheTimeout() {
        TcpConfig off = Flight.config(10).withRecovery(recovery -> recovery.withTailLossProbe(false));
        Flight.sent(off, 10, 10).dueAt(RTT_NS + RTO_NS).expect(text(0));
    }
}
