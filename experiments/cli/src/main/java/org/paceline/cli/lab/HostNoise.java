package org.paceline.cli.lab;

import java.util.concurrent.locks.LockSupport;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.Park;
import org.paceline.pacer.wait.WakeSource;

/** How late a sleeping thread of the outer host wakes, which a machine of QEMU on it cannot be better than. */
final class HostNoise {
    private static final long INTERVAL_NS = 1_000_000;
    private static final int DEADLINES = 500;

    private static final WakeSource SLEEP = new WakeSource() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void park(long maxNs) {
            LockSupport.parkNanos(maxNs);
        }
    };

    private HostNoise() {}

    /** Takes half a second. */
    static Percentiles measure() {
        NanoClock clock = NanoClock.system();
        return new NoiseFloor(clock, new Park(clock), SLEEP).measure(INTERVAL_NS, DEADLINES);
    }
}
