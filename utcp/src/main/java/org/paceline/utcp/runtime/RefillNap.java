package org.paceline.utcp.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long a writer whose buffer is full sleeps before it looks again by itself.
 *
 * <p>To wake a sleeping thread keeps the loop from its departures for 5 to 50 us, which is several gaps at 1 Gb/s. A
 * writer that knows from the last times how soon there is room again costs the loop nothing. Where that is long, or not
 * known yet, it is woken. Belongs to the writing thread.
 */
final class RefillNap {
    /** Beyond this wake-ups are rare, and a writer that sleeps through a change would keep the sender waiting. */
    static final long LONGEST_NS = 20_000_000;

    /** A writer that came too early looks again after this part of the expected time. */
    private static final int AGAIN_PART = 8;

    /** One that came for nothing so long has expected wrongly, and is woken. */
    private static final int GIVE_UP_FACTOR = 2;

    private static final long SHORTEST_NS = 50_000;

    /** Time in which the wanted room came at the last rate; 0 while unknown. */
    private long expectedNs;

    /** Sleeps until there is room, or until being woken serves better; an interruption ends it at once. */
    void sleep(long startNs, BooleanSupplier room) {
        long napNs = napNs(0);
        while (napNs > 0 && !room.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(napNs);
            napNs = napNs(System.nanoTime() - startNs);
        }
    }

    /** Length of the next nap of a wait that has lasted {@code waitedNs}; 0 to be woken instead. */
    long napNs(long waitedNs) {
        if (expectedNs == 0 || expectedNs > LONGEST_NS || waitedNs > GIVE_UP_FACTOR * expectedNs + SHORTEST_NS) {
            return 0;
        }
        return Math.max(SHORTEST_NS, waitedNs == 0 ? expectedNs : expectedNs / AGAIN_PART);
    }

    /** A wait is over, and found {@code freeBytes} where {@code wantedBytes} were asked for. */
    void onRoom(long waitedNs, int freeBytes, int wantedBytes) {
        expectedNs = freeBytes < wantedBytes ? 0 : Math.max(1, (long) ((double) waitedNs * wantedBytes / freeBytes));
    }
}
