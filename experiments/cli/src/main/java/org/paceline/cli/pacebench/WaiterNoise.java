package org.paceline.cli.pacebench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.WaitMode;

/** Lateness of an arm's waiter that has nothing to send, on a thread scheduled as the arm's. */
final class WaiterNoise {
    private static final double MEASURED_NS = 200e6;
    private static final int MIN_DEADLINES = 50;
    private static final int MAX_DEADLINES = 5_000;

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

    private WaiterNoise() {}

    /** Takes at most some 200 ms; where the kernel waits, park-then-spin stands in for it. */
    static Percentiles measure(Arm arm, SenderScheduling scheduling) {
        CompletableFuture<Percentiles> floor = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        scheduling.apply();
                        NanoClock clock = NanoClock.system();
                        WaitMode mode = arm.waiter() == null ? WaitMode.PARK_THEN_SPIN : arm.waiter();
                        floor.complete(new NoiseFloor(clock, mode.waiter(clock), SLEEP)
                                .measure(arm.gapNs(), deadlines(arm.gapNs())));
                    } catch (RuntimeException | Error failure) {
                        floor.completeExceptionally(failure);
                    }
                },
                "noise-floor");
        thread.setDaemon(true);
        thread.start();
        try {
            return floor.join();
        } catch (CompletionException failed) {
            throw new TestbedException("the noise floor could not be measured: " + failed.getCause(), failed);
        }
    }

    private static int deadlines(long gapNs) {
        return (int) Math.min(Math.max(MIN_DEADLINES, MEASURED_NS / gapNs), MAX_DEADLINES);
    }
}
