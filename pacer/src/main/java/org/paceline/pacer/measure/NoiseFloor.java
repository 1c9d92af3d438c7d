package org.paceline.pacer.measure;

import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.DepartureSchedule;
import org.paceline.pacer.control.LatePolicy;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;

/**
 * Lateness of the bare waiter on a schedule like a paced flow's, with no frame to send: what this host, at this moment,
 * lets any pacer reach. To be run on the thread that sends, near the run that it is compared with.
 */
public final class NoiseFloor {
    private final NanoClock clock;
    private final DeadlineWaiter waiter;
    private final WakeSource idle;

    /**
     * @param waiter the sender's own, working by {@code clock}
     * @param source the sender's own: its sleep is used, and whether it has work is not asked
     */
    public NoiseFloor(NanoClock clock, DeadlineWaiter waiter, WakeSource source) {
        this.clock = clock;
        this.waiter = waiter;
        this.idle = new Idle(source);
    }

    /**
     * Takes about {@code intervalNs * deadlines}.
     *
     * @param intervalNs distance of the deadlines, at least 1
     * @param deadlines how many to wait for, at least 1
     */
    public Percentiles measure(long intervalNs, int deadlines) {
        if (intervalNs < 1 || deadlines < 1) {
            throw new IllegalArgumentException(
                    "a noise floor needs deadlines and a distance, not " + deadlines + " every " + intervalNs + " ns");
        }
        NanoHistogram lateness = new NanoHistogram();
        DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);
        schedule.onSent(clock.nowNs(), intervalNs);
        for (int deadline = 0; deadline < deadlines; deadline++) {
            schedule.onFrameReady(schedule.earliestDepartureNs());
            long wokeNs = await(schedule.earliestDepartureNs());
            lateness.record(wokeNs - schedule.earliestDepartureNs());
            schedule.onSent(wokeNs, intervalNs);
        }
        return Percentiles.of(lateness);
    }

    private long await(long deadlineNs) {
        long wokeNs = waiter.waitUntil(deadlineNs, idle);
        while (wokeNs < deadlineNs) {
            wokeNs = waiter.waitUntil(deadlineNs, idle);
        }
        return wokeNs;
    }

    private record Idle(WakeSource source) implements WakeSource {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void park(long maxNs) {
            source.park(maxNs);
        }
    }
}
