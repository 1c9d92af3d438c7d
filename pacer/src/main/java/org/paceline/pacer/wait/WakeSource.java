package org.paceline.pacer.wait;

import java.util.concurrent.locks.LockSupport;

/** What may end a wait before its deadline, and how to sleep for it. */
public interface WakeSource {
    /** Nothing but the time ends the wait. */
    WakeSource SLEEP = new WakeSource() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void park(long maxNs) {
            LockSupport.parkNanos(maxNs);
        }
    };

    /** Whether there is work already; asked in a tight loop, so it must be cheap. */
    boolean ready();

    /** Sleeps until there is work or the time is over; may wake early and will wake late. */
    void park(long maxNs);
}
