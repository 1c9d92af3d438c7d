package org.paceline.pacer.wait;

import org.paceline.pacer.clock.ManualClock;
import org.paceline.pacer.clock.NanoClock;

/** Sleeps in virtual time, oversleeps as told, and has work from a given moment on. */
public final class VirtualSource implements WakeSource {
    private final ManualClock clock;
    private long workAtNs = NanoClock.NEVER_NS;
    private long oversleepNs;
    private long readyCostNs;
    private long lastPolledNs = -1;
    private int polls;
    private int parks;

    public VirtualSource(ManualClock clock) {
        this.clock = clock;
    }

    public VirtualSource workAt(long timeNs) {
        workAtNs = timeNs;
        return this;
    }

    public VirtualSource oversleeping(long durationNs) {
        oversleepNs = durationNs;
        return this;
    }

    VirtualSource pollCosting(long durationNs) {
        readyCostNs = durationNs;
        return this;
    }

    @Override
    public boolean ready() {
        polls++;
        lastPolledNs = clock.nowNs();
        clock.advanceBy(readyCostNs);
        return clock.nowNs() >= workAtNs;
    }

    @Override
    public void park(long maxNs) {
        parks++;
        if (maxNs <= 0) {
            throw new AssertionError("a sleep of " + maxNs + " ns");
        }
        long timeOverNs = clock.nowNs() + maxNs;
        clock.advanceTo(Math.min(timeOverNs, workAtNs) + oversleepNs);
    }

    int polls() {
        return polls;
    }

    public int parks() {
        return parks;
    }

    long lastPolledNs() {
        return lastPolledNs;
    }
}
