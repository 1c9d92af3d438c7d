package org.paceline.cli.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.paceline.cli.transfer.SenderThread;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.ParkThenSpin;
import org.paceline.pacer.wait.WakeSource;

/** How late a waiter wakes on this host that has nothing to send, on a thread scheduled as a sender's is. */
final class HostNoise {
    /** A tenth of a second at 100 Mb/s: enough for a 99th percentile, short beside a round. */
    private static final int DEADLINES = 1_000;

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

    /** Measures with deadlines {@code intervalNs} apart. */
    static Percentiles measure(long intervalNs) {
        CompletableFuture<Percentiles> floor = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        SenderThread.prepare();
                        NanoClock clock = NanoClock.system();
                        floor.complete(
                                new NoiseFloor(clock, new ParkThenSpin(clock), SLEEP).measure(intervalNs, DEADLINES));
                    } catch (RuntimeException | Error failure) {
                        floor.completeExceptionally(failure);
                    }
                },
                "noise-floor");
        thread.setDaemon(true);
        thread.start();
        return floor.join();
    }
}
