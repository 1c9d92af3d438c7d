package org.paceline.pacer.wait;

import org.paceline.pacer.clock.NanoClock;

/** Sleeps all the way: costs next to no CPU and is late by the machine's wake-up latency, tens of microseconds. */
public final class Park implements DeadlineWaiter {
    private final NanoClock clock;
    private final Oversleep oversleep = new Oversleep();

    public Park(NanoClock clock) {
        this.clock = clock;
    }

    @Override
    public long waitUntil(long deadlineNs, WakeSource source) {
        long nowNs = clock.nowNs();
        if (nowNs >= deadlineNs) {
            return nowNs;
        }
        if (source.ready()) {
            return clock.nowNs();
        }
        source.park(deadlineNs - nowNs);
        long wokeNs = clock.nowNs();
        if (wokeNs >= deadlineNs) {
            oversleep.record(wokeNs - deadlineNs);
        }
        return wokeNs;
    }

    @Override
    public Oversleep oversleep() {
        return oversleep;
    }

    @Override
    public long spunNs() {
        return 0;
    }
}
