package org.paceline.pacer.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.pacer.Tolerance.assertWithin;

import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

class ParkTest {
    private static final long DEADLINE_NS = 120_000;

    private final ManualClock clock = new ManualClock();
    private final VirtualSource source = new VirtualSource(clock);
    private final Park park = new Park(clock);

    @Test
    void itComesBackAsLateAsItOversleeps() {
        assertEquals(DEADLINE_NS + 70_000, park.waitUntil(DEADLINE_NS, source.oversleeping(70_000)));
        assertEquals(1, source.parks());
        assertEquals(1, park.oversleep().waits());
        assertEquals(70_000, park.oversleep().lastNs());
    }

    @Test
    void workEndsTheSleepAndIsNotLateness() {
        assertEquals(50_000, park.waitUntil(NanoClock.NEVER_NS, source.workAt(50_000)));
        assertEquals(0, park.oversleep().waits());
    }

    @Test
    void workThatIsThereAlreadyNeedsNoSleep() {
        assertEquals(0, park.waitUntil(DEADLINE_NS, source.workAt(0)));
        assertEquals(0, source.parks());
    }

    @Test
    void aDeadlineThatHasPassedNeedsNoSleep() {
        clock.advanceTo(DEADLINE_NS);

        assertEquals(DEADLINE_NS, park.waitUntil(DEADLINE_NS, source));
        assertEquals(0, source.parks());
        assertEquals(0, park.oversleep().waits());
    }

    @Test
    void itsTypicalLatenessIsTheMedianAndNoStallMovesIt() {
        for (int wait = 0; wait < 200; wait++) {
            source.oversleeping(wait % 10 == 9 ? 5_000_000 : wait % 2 == 0 ? 20_000 : 24_000);
            park.waitUntil(clock.nowNs() + DEADLINE_NS, source);
        }

        assertWithin(3_000, 22_000, park.oversleep().typicalNs());
        assertEquals(0, park.spunNs());
    }

    @Test
    void anotherLevelIsFollowed() {
        for (int wait = 0; wait < 200; wait++) {
            source.oversleeping(wait < 100 ? 70_000 : 20_000);
            park.waitUntil(clock.nowNs() + DEADLINE_NS, source);
        }

        assertEquals(20_000, park.oversleep().typicalNs());
    }

    @Test
    void aStallBeyondTheHistogramIsKeptAsItsLongest() {
        park.waitUntil(DEADLINE_NS, source.oversleeping(2 * Oversleep.MAX_NS));

        assertEquals(2 * Oversleep.MAX_NS, park.oversleep().lastNs());
        assertWithin(
                Oversleep.MAX_NS / 1_000, Oversleep.MAX_NS, park.oversleep().percentileNs(100));
    }
}
