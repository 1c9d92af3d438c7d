package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.pacer.control.CongestionPhase.AVOIDANCE;
import static org.paceline.pacer.control.CongestionPhase.RECOVERY;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paceline.pacer.clock.ManualClock;

/** Every rule through a flow's life, on a virtual clock: the moment of each departure, to the nanosecond. */
class PacedDeparturesTest {
    private static final int SEGMENT_BYTES = 1_460;

    private final ManualClock clock = new ManualClock();
    private final FlowState flow = new FlowState();
    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("half-rtt", new long[] {5_000_000, 2_500_000, 5_000_000, 5_000_000, 1_000_000}),
                Arguments.of("rtt", new long[] {10_000_000, 5_000_000, 10_000_000, 10_000_000, 2_000_000}),
                Arguments.of("linux", new long[] {5_000_000, 2_500_000, 8_333_333, 8_333_333, 1_666_666}),
                Arguments.of("rfc9002", new long[] {8_000_000, 4_000_000, 8_000_000, 8_000_000, 1_600_000}),
                Arguments.of("literal", new long[] {20_000_000, 10_000_000, 20_000_000, 20_000_000, 4_000_000}),
                Arguments.of("linux,gain=4:2:1", new long[] {2_500_000, 1_250_000, 10_000_000, 5_000_000, 1_000_000}),
                Arguments.of("rtt,rtt=min", new long[] {6_000_000, 3_000_000, 6_000_000, 6_000_000, 6_000_000}),
                Arguments.of("rtt,cap=1M", new long[] {11_680_000, 11_680_000, 11_680_000, 11_680_000, 11_680_000}),
                Arguments.of("gap=120us", new long[] {120_000, 120_000, 120_000, 120_000, 120_000}),
                Arguments.of("10M", new long[] {1_168_000, 1_168_000, 1_168_000, 1_168_000, 1_168_000}),
                Arguments.of("off", new long[5]));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachPhaseHasItsGap(String name, long[] gapsNs) {
        PacingPolicy policy = PacingText.policy(name);
        clock.advanceTo(7_000);

        assertGap(gapsNs[0], policy, flow);
        assertGap(gapsNs[1], policy, flow.window(20));
        assertGap(gapsNs[2], policy, flow.window(10).in(RECOVERY));
        assertGap(gapsNs[3], policy, flow.in(AVOIDANCE));
        assertGap(gapsNs[4], policy, flow.rtt(20_000_000));
    }

    @Test
    void aWindowLeavesWithinHalfAnRttByThePapersRule() {
        long startNs = clock.nowNs();
        for (int segment = 0; segment < 10; segment++) {
            clock.advanceTo(schedule.earliestDepartureNs());
            schedule.onSent(clock.nowNs(), PhaseGain.WINDOW_OVER_HALF_RTT.intervalNs(flow, SEGMENT_BYTES));
        }

        assertEquals(startNs + flow.smoothedRttNs / 2, schedule.earliestDepartureNs());
    }

    @Test
    void theFirstFlightLeavesAtOnceAndTheFirstSampleSetsTheGap() {
        flow.rtt(-1);
        assertGap(0, PhaseGain.WINDOW_OVER_HALF_RTT, flow);
        assertGap(0, PhaseGain.WINDOW_OVER_HALF_RTT, flow);

        assertGap(1_000_000, PhaseGain.WINDOW_OVER_HALF_RTT, flow.rtt(20_000_000));
    }

    /** Sends one segment when the schedule allows, then a second at its due time, and measures what lies between. */
    private void assertGap(long expectedNs, PacingPolicy policy, PacedFlow asItStands) {
        clock.advanceTo(schedule.earliestDepartureNs());
        long sentNs = clock.nowNs();
        schedule.onSent(sentNs, policy.intervalNs(asItStands, SEGMENT_BYTES));
        schedule.onFrameReady(sentNs);
        clock.advanceTo(schedule.earliestDepartureNs());
        assertEquals(expectedNs, clock.nowNs() - sentNs, policy.name());
    }
}
