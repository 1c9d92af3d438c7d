package org.paceline.cli.pacebench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;
import org.paceline.utcp.runtime.WaitMode;

class ArmSummaryTest {
    private static final Percentiles NO_FLOOR = new Percentiles(0, 0, 0, 0, 0);
    private static final Arm UTCP = arm(Mechanism.UTCP_TIMED, WaitMode.SPIN);
    private static final Arm BARE = arm(Mechanism.BARE_LOOP, WaitMode.SPIN);

    @Test
    void aRatioIsTakenWithinItsRoundAndThenTheMedian() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            turns.add(turn(BARE, round, 100L * round));
            turns.add(turn(UTCP, round, 100L * round * round));
        }
        ArmSummary summary = ArmSummary.of(UTCP, turns);

        assertEquals(2, summary.errorRatio(50), 1e-9);
        assertEquals(400, summary.errorNs(50), 1e-9);
    }

    @Test
    void anotherWaiterIsNoReference() {
        ArmSummary summary =
                ArmSummary.of(UTCP, List.of(turn(UTCP, 1, 100), turn(arm(Mechanism.BARE_LOOP, WaitMode.PARK), 1, 100)));

        assertTrue(Double.isNaN(summary.errorRatio(50)));
    }

    @Test
    void whatLeftInTheWarmUpOrAfterTheEndDoesNotCount() {
        DepartureTimes times = new DepartureTimes(1_000, 10);
        times.departed(0, 0, 0, 12, 1_514);
        times.departed(0, 900, 999, 12, 1_514);
        times.departed(0, 1_000, 1_007, 12, 1_514);
        times.stop();
        times.departed(0, 1_100, 1_200, 12, 1_514);

        assertEquals(1, times.departures());
        assertEquals(7, times.errorNs().max());
    }

    @Test
    void anUnplannedDepartureIsWithinNoTolerance() {
        DepartureTimes times = new DepartureTimes(0, 10);
        times.departed(0, 100, 350, 12, 1_514);
        times.departed(0, DepartureListener.UNPLANNED, 400, 12, 1_514);

        assertEquals(1, times.unplanned());
        assertEquals(0.5, times.shareWithin(250), 1e-9);
        assertEquals(0, times.shareWithin(249), 1e-9);
    }

    private static Arm arm(Mechanism mechanism, WaitMode waiter) {
        return new Arm(mechanism, BenchDevice.PACKET, waiter, 100_000_000);
    }

    private static Turn turn(Arm arm, int round, long errorNs) {
        DepartureTimes times = new DepartureTimes(0, 1);
        times.departed(0, 0, errorNs, arm.gapNs(), 1_514);
        Sent sent = new Sent(times, 0, 0, List.of());
        Turn.@Nullable Seen nothing = null;
        @Nullable String granted = null;
        return new Turn(arm, round, 1, sent, nothing, NO_FLOOR, NO_FLOOR, 0, granted);
    }
}
