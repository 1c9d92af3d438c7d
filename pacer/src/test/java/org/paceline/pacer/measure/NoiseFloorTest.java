package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.pacer.Tolerance.assertWithin;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.Park;
import org.paceline.pacer.wait.VirtualSource;
import org.paceline.pacer.wait.WakeSource;

class NoiseFloorTest {
    private static final long GAP_NS = 120_000;

    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock);

    @Test
    void itIsTheLatenessOfTheBareWaiter() {
        NoiseFloor floor = new NoiseFloor(clock, new Park(clock), source.oversleeping(1_700));

        assertEquals(new Percentiles(1_700, 1_700, 1_700, 1_700, 1_700), floor.measure(GAP_NS, 500));
        assertEquals(500, source.parks());
        assertEquals(500 * GAP_NS + 1_700, clock.nowNs());
    }

    @Test
    void aStallIsCountedOnceAndNotCarriedOn() {
        DeadlineWaiter stallingOnce = new DeadlineWaiter() {
            private int waits;

            @Override
            public long waitUntil(long deadlineNs, WakeSource idle) {
                clock.advanceTo(deadlineNs + (waits++ == 10 ? 50 * GAP_NS : 40));
                return clock.nowNs();
            }
        };
        Percentiles floor = new NoiseFloor(clock, stallingOnce, source).measure(GAP_NS, 100);

        assertEquals(40, floor.p50());
        assertEquals(40, floor.p99());
        assertWithin(50 * GAP_NS / 1_000, 50 * GAP_NS, floor.max());
    }

    @Test
    void aSleepCutShortIsTakenUpAgain() {
        VirtualSource cutShort = source.workAt(30_000);
        Percentiles floor =
                new NoiseFloor(clock, (deadlineNs, idle) -> wakeTwice(deadlineNs, idle), cutShort).measure(GAP_NS, 1);

        assertEquals(0, floor.max());
        assertEquals(GAP_NS, clock.nowNs());
    }

    @Test
    void aNoiseFloorOfNothingIsRefused() {
        NoiseFloor floor = new NoiseFloor(clock, new Park(clock), source);

        assertThrows(IllegalArgumentException.class, () -> floor.measure(0, 10));
        assertThrows(IllegalArgumentException.class, () -> floor.measure(GAP_NS, 0));
    }

    /** Sleeps once as the source allows, which may be short, and on the next call to the deadline. */
    private long wakeTwice(long deadlineNs, WakeSource idle) {
        if (source.parks() == 0) {
            idle.park(deadlineNs - clock.nowNs());
        } else {
            clock.advanceTo(deadlineNs);
        }
        return clock.nowNs();
    }
}
