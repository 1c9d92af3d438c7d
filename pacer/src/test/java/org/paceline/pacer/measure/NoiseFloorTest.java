package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paceline.pacer.Tolerance.assertWithin;

import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;
import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.Oversleep;
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
        int[] waits = {0};
        DeadlineWaiter stallingOnce = new ScriptedWaiter((deadlineNs, idle) -> {
            clock.advanceTo(deadlineNs + (waits[0]++ == 10 ? 50 * GAP_NS : 40));
            return clock.nowNs();
        });
        Percentiles floor = new NoiseFloor(clock, stallingOnce, source).measure(GAP_NS, 100);

        assertEquals(40, floor.p50());
        assertEquals(40, floor.p99());
        assertWithin(50 * GAP_NS / 1_000, 50 * GAP_NS, floor.max());
    }

    @Test
    void aSleepCutShortIsTakenUpAgain() {
        VirtualSource cutShort = source.workAt(30_000);
        Percentiles floor = new NoiseFloor(clock, new ScriptedWaiter(this::wakeTwice), cutShort).measure(GAP_NS, 1);

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

    private record ScriptedWaiter(ToLongBiFunction<Long, WakeSource> script) implements DeadlineWaiter {
        @Override
        public long waitUntil(long deadlineNs, WakeSource source) {
            return script.applyAsLong(deadlineNs, source);
        }

        @Override
        public Oversleep oversleep() {
            throw new AssertionError("a noise floor is measured from outside");
        }

        @Override
        public long spunNs() {
            throw new AssertionError("a noise floor does not ask what it costs");
        }
    }
}
