package org.paceline.utcp.runtime;

import java.util.function.LongSupplier;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.utcp.tcp.congestion.CpuHeadroom;

/**
 * A loop's wait, as the CPU headroom wants it: how late it ended is told, and a load that is to be shown is spun.
 * Belongs to the loop's thread.
 */
final class HeadroomWait {
    /** Waking from sleep takes some 50 us here with the core to itself: no sign that it is wanted elsewhere. */
    static final long USUAL_LATE_NS = 100_000;

    /** Two readings of the clock that far apart, and somebody else had the core between them. */
    static final long GAP_NS = 20_000;

    /**
     * So much of each wait is the waiter's even while a load is rehearsed: it knows how to end one to the nanosecond.
     */
    static final long WAITER_NS = 20_000;

    private final CpuHeadroom headroom;
    private final NanoClock clock;
    private final LongSupplier arrivalNs;

    /** @param arrivalNs of the frame that ended the wait, {@link NanoClock#NEVER_NS} when none did */
    HeadroomWait(CpuHeadroom headroom, NanoClock clock, LongSupplier arrivalNs) {
        this.headroom = headroom;
        this.clock = clock;
        this.arrivalNs = arrivalNs;
    }

    void until(long wakeUpNs, DeadlineWaiter waiter, WakeSource source) {
        if (!headroom.on()) {
            waiter.waitUntil(wakeUpNs, source);
            return;
        }
        long rehearsalNs = headroom.rehearsalNs();
        if (rehearsalNs > 0) {
            rehearse(rehearsalNs, wakeUpNs - WAITER_NS, source);
        }
        long nowNs = waiter.waitUntil(wakeUpNs, source);
        // Math.min, since a frame may have waited from before the wait on
        long wantedNs = Math.min(wakeUpNs, arrivalNs.getAsLong());
        long lateNs = nowNs - wantedNs;
        headroom.onLate(wantedNs == NanoClock.NEVER_NS || lateNs < USUAL_LATE_NS ? 0 : lateNs);
    }

    /** Spins for the time of a load to come, until there is work or the waiter is to take over. */
    private void rehearse(long rehearsalNs, long latestNs, WakeSource source) {
        long startNs = clock.nowNs();
        long endNs = Math.min(latestNs, startNs + rehearsalNs);
        long lostNs = 0;
        long nowNs = startNs;
        while (nowNs < endNs && !source.ready()) {
            Thread.onSpinWait();
            long nextNs = clock.nowNs();
            lostNs += nextNs - nowNs > GAP_NS ? nextNs - nowNs : 0;
            nowNs = nextNs;
        }
        headroom.onRehearsed(nowNs - startNs - lostNs, lostNs);
    }
}
