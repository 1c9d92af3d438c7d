package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SchedulingStallsTest {
    private final SchedulingStalls stalls = new SchedulingStalls();

    @Test
    void everyWakeUpIsInOneStep() {
        for (long lateNs = 0; lateNs < 100_000_000; lateNs = lateNs * 3 / 2 + 100) {
            stalls.record(lateNs);
        }

        StallReport report = stalls.report();
        long stepped =
                report.steps().stream().mapToLong(StallReport.Step::wakeUps).sum();
        assertEquals(report.wakeUps(), stepped);
        assertTrue(report.p50Ns() <= report.p99Ns() && report.p99Ns() <= report.maxNs());
    }

    @Test
    void aStepHoldsWhatLiesBelowItsEnd() {
        stalls.record(700);
        stalls.record(3_000);
        stalls.record(3_500);

        assertEquals(1_000, stalls.report().steps().get(0).upToNs());
        assertEquals(1, stalls.report().steps().get(0).wakeUps());
        assertEquals(4_000, stalls.report().steps().get(1).upToNs());
        assertEquals(2, stalls.report().steps().get(1).wakeUps());
    }

    @Test
    void onlyLongStallsAreListedAndOfTheseTheLongest() {
        stalls.record(SchedulingStalls.LONG_NS - 1);
        for (int stall = 0; stall < 5_000; stall++) {
            stalls.record(SchedulingStalls.LONG_NS + stall * 1_000L);
        }

        StallReport report = stalls.report();
        assertEquals(5_000, report.longStalls());
        assertEquals(4_096, report.stalls().size());
        assertEquals(
                SchedulingStalls.LONG_NS + 904_000L,
                report.stalls().stream().mapToLong(Stall::durationNs).min().orElse(0));
    }

    @Test
    void theLongestIsToldOnce() {
        stalls.record(10);
        stalls.record(70);
        stalls.record(20);

        assertEquals(70, stalls.longestSinceAskedNs());
        assertEquals(0, stalls.longestSinceAskedNs());
    }
}
