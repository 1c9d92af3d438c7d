package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.pacer.control.CongestionPhase.AVOIDANCE;
import static org.paceline.pacer.control.CongestionPhase.RECOVERY;
import static org.paceline.pacer.control.CongestionPhase.SLOW_START;

import org.junit.jupiter.api.Test;

/** With a window of 10 segments and 100 ms the gap of every rule can be worked out in the head. */
class PhaseGainTest {
    private static final int SEGMENT_BYTES = 1_460;

    private final FlowState flow = new FlowState();

    @Test
    void thePaperSpreadsAWindowOverHalfAnRttInEveryPhase() {
        assertIntervals(PhaseGain.WINDOW_OVER_HALF_RTT, 5_000_000, 5_000_000, 5_000_000);
    }

    @Test
    void theFullRttRuleSpreadsAWindowOverAnRttInEveryPhase() {
        assertIntervals(PhaseGain.WINDOW_OVER_RTT, 10_000_000, 10_000_000, 10_000_000);
    }

    @Test
    void linuxHurriesInSlowStartOnly() {
        assertIntervals(PhaseGain.LINUX, 5_000_000, 8_333_333, 8_333_333);
    }

    @Test
    void rfc9002LeavesAQuarterInEveryPhase() {
        assertIntervals(PhaseGain.RFC_9002, 8_000_000, 8_000_000, 8_000_000);
    }

    @Test
    void theLiteralReadingTakesFourTimesAsLong() {
        assertIntervals(PhaseGain.LITERAL, 20_000_000, 20_000_000, 20_000_000);
    }

    @Test
    void aGainForEachPhase() {
        PhaseGain rule = PhaseGain.WINDOW_OVER_RTT.withGains(new Gain(4, 1), new Gain(2, 1), new Gain(5, 4));
        assertIntervals(rule, 2_500_000, 5_000_000, 8_000_000);
    }

    @Test
    void aFlightBeyondTheWindowCountsWhereItIsAskedFor() {
        PhaseGain rule = PhaseGain.WINDOW_OVER_RTT.withWindowBasis(WindowBasis.IN_FLIGHT);
        assertIntervals(rule, 10_000_000, 10_000_000, 10_000_000);
        flow.flightBytes = 20 * SEGMENT_BYTES;
        assertIntervals(rule, 5_000_000, 5_000_000, 5_000_000);
        assertIntervals(PhaseGain.WINDOW_OVER_RTT, 10_000_000, 10_000_000, 10_000_000);
    }

    @Test
    void theRoundTripIsTheOneAskedFor() {
        PhaseGain rule = PhaseGain.WINDOW_OVER_RTT;
        assertEquals(6_000_000, rule.withRttBasis(RttBasis.MINIMUM).intervalNs(flow, SEGMENT_BYTES));
        assertEquals(12_000_000, rule.withRttBasis(RttBasis.LATEST).intervalNs(flow, SEGMENT_BYTES));
        assertEquals(10_000_000, rule.withRttBasis(RttBasis.SMOOTHED).intervalNs(flow, SEGMENT_BYTES));
    }

    @Test
    void theInitialWindowLeavesAtOnceWhereItIsAskedFor() {
        PhaseGain rule = PhaseGain.LINUX.withInitialWindowPaced(false);
        flow.inInitialWindow = true;
        assertEquals(0, rule.intervalNs(flow, SEGMENT_BYTES));
        assertEquals(5_000_000, PhaseGain.LINUX.intervalNs(flow, SEGMENT_BYTES));
        flow.inInitialWindow = false;
        assertEquals(5_000_000, rule.intervalNs(flow, SEGMENT_BYTES));
    }

    @Test
    void theWindowCountsToTheByteAndNotInWholeSegments() {
        flow.congestionWindowBytes = 10 * SEGMENT_BYTES + SEGMENT_BYTES / 2;

        // 100 ms / (2 * 10.5)
        assertEquals(4_761_904, PhaseGain.WINDOW_OVER_HALF_RTT.intervalNs(flow, SEGMENT_BYTES));
    }

    @Test
    void aWindowCountedInSegmentsChargesAShortSegmentAsOne() {
        assertEquals(5_000_000, PhaseGain.WINDOW_OVER_HALF_RTT.intervalNs(flow, 1));
        assertEquals(10_000_000, PhaseGain.WINDOW_OVER_RTT.intervalNs(flow, 1));
    }

    @Test
    void aWindowCountedInBytesChargesAShortSegmentForItsPayload() {
        assertEquals(2_500_000, PhaseGain.LINUX.intervalNs(flow, SEGMENT_BYTES / 2));
        assertEquals(4_000_000, PhaseGain.RFC_9002.intervalNs(flow, SEGMENT_BYTES / 2));
    }

    @Test
    void nothingIsPacedBeforeTheFirstRttSample() {
        for (PacingPreset preset : PacingPreset.values()) {
            assertEquals(0, preset.policy().intervalNs(flow.rtt(-1), SEGMENT_BYTES), preset.name());
        }
    }

    @Test
    void aGainOutOfBoundsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Gain(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Gain(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Gain(1_001, 1));
    }

    private void assertIntervals(PacingPolicy policy, long slowStartNs, long avoidanceNs, long recoveryNs) {
        assertEquals(slowStartNs, policy.intervalNs(flow.in(SLOW_START), SEGMENT_BYTES));
        assertEquals(avoidanceNs, policy.intervalNs(flow.in(AVOIDANCE), SEGMENT_BYTES));
        assertEquals(recoveryNs, policy.intervalNs(flow.in(RECOVERY), SEGMENT_BYTES));
    }
}
