package org.paceline.cli.lab;

import org.paceline.cli.transfer.NoiseThread;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.Park;

/** How late a sleeping thread of the outer host wakes, which a machine of QEMU on it cannot be better than. */
final class HostNoise {
    private static final long INTERVAL_NS = 1_000_000;
    private static final int DEADLINES = 500;

    private HostNoise() {}

    /** Takes half a second. */
    static Percentiles measure() {
        return NoiseThread.measure(() -> {}, Park::new, INTERVAL_NS, DEADLINES);
    }
}
