package org.paceline.pacer.wait;

/** Waits for a moment or for work, whichever comes first. Belongs to one thread. */
public interface DeadlineWaiter {
    /**
     * Returns at the deadline, or sooner when the source is ready or was woken.
     *
     * @param deadlineNs in the clock of this waiter, {@link org.paceline.pacer.clock.NanoClock#NEVER_NS} for no
     *     deadline
     * @return the time of the return, so that the caller need not read the clock again
     */
    long waitUntil(long deadlineNs, WakeSource source);

    /** How late this waiter came back from the waits that their deadline ended. */
    Oversleep oversleep();

    /** Time that the waits have spun so far, by the clock: what punctuality costs in CPU. */
    long spunNs();
}
