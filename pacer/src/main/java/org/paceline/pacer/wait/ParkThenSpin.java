package org.paceline.pacer.wait;

import org.paceline.pacer.clock.NanoClock;

/**
 * Sleeps for most of the wait and spins the rest: as punctual as {@link Spin} where the margin covers the oversleep,
 * for a part of the core, margin / interval. Waits shorter than the margin are spun.
 */
public final class ParkThenSpin implements DeadlineWaiter {
    private final NanoClock clock;
    private final Spin tail;
    private final SpinMargin margin = new SpinMargin();
    private long lastParkOversleptNs;

    public ParkThenSpin(NanoClock clock) {
        this.clock = clock;
        this.tail = new Spin(clock);
    }

    @Override
    public long waitUntil(long deadlineNs, WakeSource source) {
        long nowNs = clock.nowNs();
        if (nowNs >= deadlineNs) {
            return nowNs;
        }
        long parkUntilNs = deadlineNs - margin.ns();
        if (nowNs >= parkUntilNs) {
            margin.onSleepSkipped();
            return tail.waitUntil(deadlineNs, source);
        }
        if (source.ready()) {
            return clock.nowNs();
        }
        source.park(parkUntilNs - nowNs);
        return afterPark(parkUntilNs, deadlineNs, source);
    }

    private long afterPark(long parkUntilNs, long deadlineNs, WakeSource source) {
        long wokeNs = clock.nowNs();
        if (wokeNs < parkUntilNs) {
            // woken: whether for work or for nothing, the caller looks
            return wokeNs;
        }
        lastParkOversleptNs = wokeNs - parkUntilNs;
        margin.onOverslept(lastParkOversleptNs);
        if (wokeNs >= deadlineNs) {
            tail.oversleep().record(wokeNs - deadlineNs);
            return wokeNs;
        }
        return tail.waitUntil(deadlineNs, source);
    }

    /** How late this waiter came back, after the spinning. */
    @Override
    public Oversleep oversleep() {
        return tail.oversleep();
    }

    @Override
    public long spunNs() {
        return tail.spunNs();
    }

    /** How much longer than asked the latest sleep was, before the spinning; 0 before the first. */
    public long lastParkOversleptNs() {
        return lastParkOversleptNs;
    }

    /** Part of a wait that is spun at present, between 20 and 200 us. */
    public long spinMarginNs() {
        return margin.ns();
    }
}
