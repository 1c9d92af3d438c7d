package org.paceline.pacer.wait;

import org.paceline.pacer.clock.NanoClock;

/** Never sleeps: nanoseconds late as long as the core is not taken away, at the price of the whole core. */
public final class Spin implements DeadlineWaiter {
    /**
     * So close to the deadline only the clock is looked at: asking the source may be a system call of 250 ns, which
     * would be lateness, while work that arrives now waits 2 us at most.
     */
    static final long CLOCK_ONLY_NS = 2_000;

    private final NanoClock clock;
    private final Oversleep oversleep = new Oversleep();
    private long spunNs;

    public Spin(NanoClock clock) {
        this.clock = clock;
    }

    @Override
    public long waitUntil(long deadlineNs, WakeSource source) {
        long nowNs = clock.nowNs();
        if (nowNs >= deadlineNs) {
            return nowNs;
        }
        long endNs = spin(nowNs, deadlineNs, source);
        spunNs += endNs - nowNs;
        return endNs;
    }

    private long spin(long startNs, long deadlineNs, WakeSource source) {
        long clockOnlyFromNs = deadlineNs - CLOCK_ONLY_NS;
        long nowNs = startNs;
        do {
            if (nowNs < clockOnlyFromNs && source.ready()) {
                return clock.nowNs();
            }
            Thread.onSpinWait();
            nowNs = clock.nowNs();
        } while (nowNs < deadlineNs);
        oversleep.record(nowNs - deadlineNs);
        return nowNs;
    }

    @Override
    public Oversleep oversleep() {
        return oversleep;
    }

    @Override
    public long spunNs() {
        return spunNs;
    }
}
