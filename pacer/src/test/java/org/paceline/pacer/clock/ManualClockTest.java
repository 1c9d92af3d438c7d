package org.paceline.pacer.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void itStandsUntilItIsMovedAndNeverRunsBackwards() {
        ManualClock clock = new ManualClock();
        assertEquals(0, clock.nowNs());

        clock.advanceTo(100);
        clock.advanceBy(20);
        assertEquals(120, clock.nowNs());

        clock.advanceTo(50);
        clock.advanceBy(-1);
        assertEquals(120, clock.nowNs());
    }
}
