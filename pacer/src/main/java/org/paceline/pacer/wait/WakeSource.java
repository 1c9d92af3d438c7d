package org.paceline.pacer.wait;

/** What may end a wait before its deadline, and how to sleep for it. */
public interface WakeSource {
    /** Whether there is work already; asked in a tight loop, so it must be cheap. */
    boolean ready();

    /** Sleeps until there is work or the time is over; may wake early and will wake late. */
    void park(long maxNs);
}
