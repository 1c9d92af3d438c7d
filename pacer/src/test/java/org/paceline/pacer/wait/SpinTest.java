package org.paceline.pacer.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

class SpinTest {
    private static final long TICK_NS = 25;
    private static final long DEADLINE_NS = 120_000;

    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock).pollCosting(250);
    private final Spin spin = new Spin(new TickingClock(clock, TICK_NS));

    @Test
    void itReturnsAtTheFirstLookAtTheClockAfterTheDeadline() {
        long wokeNs = spin.waitUntil(DEADLINE_NS, source);

        assertTrue(wokeNs >= DEADLINE_NS && wokeNs < DEADLINE_NS + TICK_NS, "woke at " + wokeNs);
        assertEquals(clock.nowNs(), wokeNs);
        assertEquals(0, source.parks());
    }

    @Test
    void itReturnsWhenThereIsWork() {
        long wokeNs = spin.waitUntil(NanoClock.NEVER_NS, source.workAt(50_000));

        assertTrue(wokeNs >= 50_000 && wokeNs < 51_000, "woke at " + wokeNs);
        assertEquals(clock.nowNs(), wokeNs);
        assertEquals(0, spin.oversleep().waits());
    }

    @Test
    void theSourceIsLeftAloneNearTheDeadline() {
        spin.waitUntil(DEADLINE_NS, source);

        long quietNs = DEADLINE_NS - source.lastPolledNs();
        assertTrue(quietNs > Spin.CLOCK_ONLY_NS && quietNs < Spin.CLOCK_ONLY_NS + 500, "quiet for " + quietNs);
    }

    @Test
    void aDeadlineThatHasPassedCostsNoPollAndIsNoWait() {
        clock.advanceTo(DEADLINE_NS);

        assertEquals(DEADLINE_NS + TICK_NS, spin.waitUntil(DEADLINE_NS, source));
        assertEquals(0, source.polls());
        assertEquals(0, spin.oversleep().waits());
    }

    @Test
    void whatItSpinsIsAddedUpWhoeverEndsIt() {
        spin.waitUntil(DEADLINE_NS, source);
        long byDeadlineNs = spin.spunNs();
        assertTrue(byDeadlineNs > DEADLINE_NS - 2 * TICK_NS && byDeadlineNs < DEADLINE_NS + TICK_NS, "" + byDeadlineNs);

        spin.waitUntil(NanoClock.NEVER_NS, source.workAt(clock.nowNs() + 50_000));
        long byWorkNs = spin.spunNs() - byDeadlineNs;
        assertTrue(byWorkNs > 49_000 && byWorkNs < 51_000, "" + byWorkNs);
    }

    @Test
    void itReportsHowLateItWas() {
        Spin coarse = new Spin(new TickingClock(clock, 700));
        long wokeNs = coarse.waitUntil(1_000, source);

        assertEquals(1, coarse.oversleep().waits());
        assertEquals(wokeNs - 1_000, coarse.oversleep().lastNs());
        assertEquals(wokeNs - 1_000, coarse.oversleep().percentileNs(50));
    }
}
