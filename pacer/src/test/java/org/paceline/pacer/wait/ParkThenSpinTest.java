package org.paceline.pacer.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.pacer.Tolerance.assertWithin;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

class ParkThenSpinTest {
    private static final long TICK_NS = 25;
    private static final long GAP_NS = 120_000;

    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock);
    private final ParkThenSpin waiter = new ParkThenSpin(new TickingClock(clock, TICK_NS));

    @Test
    void anOversleepWithinTheMarginIsSpunAway() {
        long wokeNs = waiter.waitUntil(GAP_NS, source.oversleeping(45_000));

        assertTrue(wokeNs >= GAP_NS && wokeNs < GAP_NS + TICK_NS, "woke at " + wokeNs);
        assertEquals(1, source.parks());
        assertWithin(TICK_NS, 45_000 + 2 * TICK_NS, waiter.lastParkOversleptNs());
        assertTrue(waiter.oversleep().lastNs() < TICK_NS);
    }

    @Test
    void onlyTheMarginIsSpun() {
        waiter.waitUntil(GAP_NS, source.oversleeping(45_000));

        assertWithin(4 * TICK_NS, SpinMargin.INITIAL_NS - 45_000, waiter.spunNs());
    }

    @Test
    void anOversleepBeyondTheMarginIsLateAndReported() {
        long wokeNs = waiter.waitUntil(GAP_NS, source.oversleeping(90_000));

        assertWithin(2 * TICK_NS, GAP_NS + 30_000, wokeNs);
        assertEquals(1, waiter.oversleep().waits());
        assertEquals(wokeNs - GAP_NS, waiter.oversleep().lastNs());
    }

    @Test
    void aWaitShorterThanTheMarginIsSpun() {
        long wokeNs = waiter.waitUntil(50_000, source);

        assertTrue(wokeNs >= 50_000 && wokeNs < 50_000 + TICK_NS, "woke at " + wokeNs);
        assertEquals(0, source.parks());
    }

    @Test
    void workEndsTheSleepAndTeachesNothing() {
        long marginNs = waiter.spinMarginNs();
        long wokeNs = waiter.waitUntil(NanoClock.NEVER_NS, source.workAt(50_000));

        assertEquals(50_000 + TICK_NS, wokeNs);
        assertEquals(marginNs, waiter.spinMarginNs());
        assertEquals(0, waiter.oversleep().waits());
    }

    @Test
    void aWakeUpForNothingIsReturnedToTheCaller() {
        WakeSource wokenForNothing = new WakeSource() {
            @Override
            public boolean ready() {
                return false;
            }

            @Override
            public void park(long maxNs) {
                clock.advanceBy(1_000);
            }
        };

        assertEquals(1_000 + 2 * TICK_NS, waiter.waitUntil(GAP_NS, wokenForNothing));
    }

    @Test
    void workEndsTheSpinning() {
        source.oversleeping(5_000);
        long wokeNs = waiter.waitUntil(GAP_NS, source.workAt(80_000));

        assertTrue(wokeNs >= 80_000 && wokeNs < 80_000 + 3 * TICK_NS, "woke at " + wokeNs);
    }

    @Test
    void aSteadyHostLowersTheMarginToItsOversleep() {
        source.oversleeping(30_000);
        sendGaps(10_000);

        assertWithin(SpinMargin.RISE_NS + 2 * TICK_NS, 30_000, waiter.spinMarginNs());
    }

    @Test
    void aSlowHostRaisesTheMarginUntilItIsPunctual() {
        source.oversleeping(95_000);
        sendGaps(1_000);

        assertWithin(SpinMargin.RISE_NS + 2 * TICK_NS, 95_000, waiter.spinMarginNs());
        assertTrue(waiter.oversleep().percentileNs(50) <= TICK_NS);
    }

    @Test
    void aMarginAboveTheGapComesDownAgain() {
        source.oversleeping(199_000);
        for (int wait = 0; wait < 100; wait++) {
            waiter.waitUntil(clock.nowNs() + 1_000_000, source);
        }
        assertTrue(waiter.spinMarginNs() > GAP_NS);

        int parksBefore = source.oversleeping(30_000).parks();
        sendGaps(10_000);

        assertTrue(source.parks() > parksBefore + 5_000, "slept " + (source.parks() - parksBefore) + " times");
    }

    private void sendGaps(int gaps) {
        long dueNs = clock.nowNs();
        for (int gap = 0; gap < gaps; gap++) {
            dueNs = Math.max(dueNs, clock.nowNs()) + GAP_NS;
            waiter.waitUntil(dueNs, source);
        }
    }
}
