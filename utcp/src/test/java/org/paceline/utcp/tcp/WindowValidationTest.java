package org.paceline.utcp.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.utcp.tcp.ConnectionScript.MS;
import static org.paceline.utcp.tcp.Scripts.RTT_NS;

import org.junit.jupiter.api.Test;

/** RFC 7661 and what may stand in its place, with Reno, segments of 1,000 bytes and a round trip of 100 ms. */
class WindowValidationTest {
    private static final int SEGMENT_BYTES = 1_000;
    private static final long SECOND_NS = 1_000 * MS;
    private static final long MINUTE_NS = 60 * SECOND_NS;

    private ConnectionScript script;
    private int sentBytes;
    private int acknowledgedBytes;

    private WindowValidationTest established(IdleRestart idleRestart) {
        return established(Scripts.plain().withWindow(window -> window.withIdleRestart(idleRestart)));
    }

    private WindowValidationTest established(TcpConfig config) {
        TcpConfig small =
                config.withMaximumSegmentBytes(SEGMENT_BYTES).withOptions(options -> options.withTimestamps(false));
        script = Scripts.established(small);
        return this;
    }

    /** So many segments leave at once and are acknowledged, two by two, a round trip later. */
    private WindowValidationTest flight(int segments) {
        leaves(segments);
        script.at(script.nowNs() + RTT_NS);
        while (acknowledgedBytes < sentBytes) {
            acknowledgedBytes = Math.min(acknowledgedBytes + 2 * SEGMENT_BYTES, sentBytes);
            script.arrives(". 1:1 ack " + (1 + acknowledgedBytes));
        }
        return this;
    }

    private void leaves(int segments) {
        script.writes(segments * SEGMENT_BYTES);
        for (int segment = 1; segment <= segments; segment++) {
            String flags = segment == segments ? "P." : ".";
            script.expect(flags + " " + (1 + sentBytes) + ":" + (1 + sentBytes + SEGMENT_BYTES) + " ack 1");
            sentBytes += SEGMENT_BYTES;
        }
        script.nothingDue();
    }

    private WindowValidationTest pause(long durationNs) {
        script.after(durationNs);
        return this;
    }

    private WindowValidationTest windowIs(int segments) {
        assertEquals(segments * (long) SEGMENT_BYTES, script.connection.congestionWindowBytes());
        return this;
    }

    private void noThreshold() {
        assertEquals(Long.MAX_VALUE, script.connection.congestion.slowStartThresholdBytes());
    }

    private WindowValidationTest thresholdIs(int segments) {
        assertEquals(segments * (long) SEGMENT_BYTES, script.connection.congestion.slowStartThresholdBytes());
        return this;
    }

    private WindowValidationTest grownTo40(IdleRestart idleRestart) {
        return established(idleRestart).flight(10).windowIs(20).flight(20).windowIs(40);
    }

    @Test
    void aWindowInUseGrows() {
        grownTo40(IdleRestart.RFC_7661).flight(40).windowIs(80);
    }

    @Test
    void aWindowOfWhichLessThanHalfIsUsedDoesNotGrowByRfc7661Section44() {
        grownTo40(IdleRestart.RFC_7661);
        for (int round = 0; round < 20; round++) {
            flight(10).windowIs(40);
        }
    }

    @Test
    void anUnusedWindowStaysForFiveMinutesByRfc7661Section44() {
        grownTo40(IdleRestart.RFC_7661).pause(4 * MINUTE_NS).flight(40);
    }

    @Test
    void afterAPauseSlowStartGoesOnWhenAQuarterOfTheWindowHasArrivedAnew() {
        grownTo40(IdleRestart.RFC_7661)
                .pause(MINUTE_NS)
                .flight(38)
                .windowIs(40 + 30); // from the tenth segment on, pipeACK is a quarter of the window
    }

    @Test
    void afterFiveMinutesHalfOfItGoesByRfc7661Section443() {
        grownTo40(IdleRestart.RFC_7661).pause(5 * MINUTE_NS);
        leaves(20);
        windowIs(20);
    }

    @Test
    void everyFurtherFiveMinutesTakeAnotherHalfDownToTheInitialWindow() {
        grownTo40(IdleRestart.RFC_7661).pause(60 * MINUTE_NS);
        leaves(10);
        windowIs(10);
    }

    @Test
    void aLossInAWindowThatIsNotValidatedIsAnsweredByWhatWasUsedByRfc7661Section441() {
        grownTo40(IdleRestart.RFC_7661).flight(8).pause(2 * SECOND_NS).flight(8).windowIs(40);
        int una = 1 + acknowledgedBytes;
        leaves(8);
        script.at(script.nowNs() + RTT_NS)
                .arrives(". 1:1 ack " + una + " <sack " + (una + 1_000) + ":" + (una + 4_000) + ">");
        thresholdIs(4);
    }

    @Test
    void afterAnIdleTimeoutTheWindowIsTheInitialOneByRfc5681Section41() {
        grownTo40(IdleRestart.RFC_5681).pause(SECOND_NS);
        leaves(10);
        windowIs(10);
    }

    @Test
    void lessThanATimeoutIsNoIdleTimeByRfc5681Section41() {
        grownTo40(IdleRestart.RFC_5681).pause(50 * MS);
        leaves(40);
    }

    @Test
    void theWindowHalvesWithEveryIdleTimeoutAsInLinux() {
        grownTo40(IdleRestart.RFC_2861);
        long rtoNs = script.connection.rtt.rtoNs();
        pause(rtoNs - RTT_NS + 1); // the last segment left a round trip ago
        leaves(20);
        windowIs(20).noThreshold();
    }

    @Test
    void theThresholdKeepsTheWindowInMindAsInLinux() {
        grownTo40(IdleRestart.RFC_2861);
        script.connection.congestion.onUnused(40_000, 24_000);
        pause(10 * SECOND_NS);
        leaves(10);
        windowIs(10).thresholdIs(30);
    }

    @Test
    void aWindowMayStayAsItIs() {
        grownTo40(IdleRestart.OFF).pause(60 * MINUTE_NS);
        leaves(40);
        windowIs(40);
    }

    @Test
    void linuxGrowsInSlowStartWhileMoreThanHalfOfTheWindowIsUsed() {
        established(IdleRestart.OFF).flight(6).windowIs(12).flight(5).windowIs(12);
    }

    @Test
    void linuxGrowsInAvoidanceOnlyWhenTheWindowWasFull() {
        established(IdleRestart.OFF).flight(10).windowIs(20);
        script.connection.congestion.onUnused(20_000, 20_000);
        flight(19).windowIs(20).flight(20).windowIs(21);
    }

    @Test
    void aLossReducesTheWindowAndNotTheFlightWhereLinuxIsAskedFor() {
        established(Scripts.plain()
                .withWindow(window -> window.withIdleRestart(IdleRestart.OFF).withReducesWindow(true)));
        flight(10).windowIs(20);
        leaves(8);
        script.at(script.nowNs() + RTT_NS).arrives(". 1:1 ack 10001 <sack 11001:14001>");
        thresholdIs(10);
    }
}
