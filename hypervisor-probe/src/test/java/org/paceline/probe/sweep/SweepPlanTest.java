package org.paceline.probe.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
    private static final SweepPlan PLAN = new SweepPlan(List.of(10_000L, 1_000_000L), 20, 50, 200, 10_000_000, 7);

    @Test
    void everyGapHasItsTrains() {
        var counts = PLAN.trains().stream().collect(Collectors.groupingBy(GapTrain::gapNs, Collectors.counting()));
        assertEquals(50, counts.get(10_000L));
        assertEquals(50, counts.get(1_000_000L));
        assertEquals(2_000, PLAN.packets());
    }

    @Test
    void theSeedDrawsTheOrder() {
        SweepPlan other = new SweepPlan(List.of(10_000L, 1_000_000L), 20, 50, 200, 10_000_000, 8);
        assertEquals(PLAN.trains(), PLAN.trains());
        assertNotEquals(PLAN.trains(), other.trains());
    }

    @Test
    void noTrainBeginsBeforeTheRateAllowsIt() {
        List<GapTrain> trains = PLAN.trains();
        double bits = 20 * (200 + 66) * 8;
        for (int each = 1; each < trains.size(); each++) {
            double seconds = (trains.get(each).startNs() - trains.get(each - 1).startNs()) / 1e9;
            assertTrue(bits / seconds <= 10_000_000, "train " + each);
        }
    }

    @Test
    void trainsDoNotOverlap() {
        List<GapTrain> trains = PLAN.trains();
        for (int each = 1; each < trains.size(); each++) {
            assertTrue(trains.get(each).startNs() > trains.get(each - 1).plannedNs(19));
            assertEquals(
                    trains.get(each - 1).firstSequence() + 20, trains.get(each).firstSequence());
        }
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SweepPlan(List.of(), 20, 50, 200, 1_000_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new SweepPlan(List.of(0L), 20, 50, 200, 1_000_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new SweepPlan(List.of(1L), 1, 50, 200, 1_000_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new SweepPlan(List.of(1L), 20, 50, 20, 1_000_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new SweepPlan(List.of(1L), 20, 50_001, 200, 1_000_000, 1));
    }
}
