package org.paceline.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StealTimeTest {
    @Test
    void stealIsTheEighthTimeInTicksOfTenMilliseconds() {
        StealTime earlier = StealTime.parse("cpu  10 20 30 40 50 60 70 54 0 0\ncpu0 1 1 1 1 1 1 1 9 0 0\n");
        StealTime later = StealTime.parse("cpu  11 22 33 44 55 66 77 57 0 0\n");

        assertEquals(30, later.msSince(earlier));
    }

    @Test
    void aKernelWithoutTheColumnStealsNothing() {
        assertEquals(0, StealTime.parse("cpu  1 2 3 4\n").msSince(StealTime.parse("")));
    }

    @Test
    void theShareIsOfAllTimeThatPassed() {
        StealTime earlier = StealTime.parse("cpu  100 0 0 0 0 0 0 10 50 0\n");
        StealTime later = StealTime.parse("cpu  180 0 0 0 0 0 0 30 90 0\n");

        assertEquals(0.2, later.shareSince(earlier), 1e-9);
        assertEquals(30.0 / 210, later.shareSinceStart(), 1e-9);
        assertTrue(Double.isNaN(later.shareSince(later)));
    }

    @Test
    void whatIsNoNumberCountsAsNothing() {
        assertEquals(0, StealTime.parse("cpu  1 2 3 4 5 6 7 x 0 0\n").msSince(StealTime.parse("")));
        assertEquals(
                0,
                StealTime.parse("cpu  1 2 3 4 5 6 7 99999999999999999999 0\n").shareSinceStart());
    }
}
