package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacingPlanTest {
    private static final long GAP_NS = 100_000;
    private static final PacingPlan PLAN = PacingPlan.of(new FixedGap(GAP_NS));

    @Test
    void segmentsLeaveTogetherWhereTheClockworkIsTooCoarseForTheRate() {
        assertEquals(1, PLAN.quantumSegments(GAP_NS, GAP_NS / 2));
        assertEquals(10, PLAN.quantumSegments(GAP_NS, 5 * GAP_NS));
        assertEquals(PacingPlan.MAX_QUANTUM_SEGMENTS, PLAN.quantumSegments(GAP_NS, 5_000 * GAP_NS));
    }

    @Test
    void whereLatenessIsSkippedTheGapCountsAndNotTheRate() {
        assertEquals(1, PLAN.withLate(LatePolicy.SKIP).quantumSegments(GAP_NS, 5_000 * GAP_NS));
        assertEquals(3, PLAN.withLate(LatePolicy.SKIP).withQuantumSegments(3).quantumSegments(GAP_NS, 5_000 * GAP_NS));
    }
}
