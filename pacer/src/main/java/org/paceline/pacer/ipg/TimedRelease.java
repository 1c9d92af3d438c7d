package org.paceline.pacer.ipg;

import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;

/** Keeps the gap by waiting: works on every device, and is as punctual as its waiter. */
public final class TimedRelease implements IpgControl {
    /** Any gap that the clock can count, in its own unit. */
    private static final IpgCapability CAPABILITY = new IpgCapability(GapHolder.WAITER, 0, NanoClock.NEVER_NS, 1);

    private final DeadlineWaiter waiter;

    public TimedRelease(DeadlineWaiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public IpgCapability capability() {
        return CAPABILITY;
    }

    @Override
    public long hold(long dueNs, WakeSource source) {
        return waiter.waitUntil(dueNs, source);
    }
}
