package org.paceline.cli.transfer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.measure.NoiseFloor;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.wait.DeadlineWaiter;
import org.paceline.pacer.wait.WakeSource;
import org.paceline.testbed.TestbedException;

/** How late a waiter wakes on this host that has nothing to send, on a thread that is scheduled as a sender's is. */
public final class NoiseThread {
    private NoiseThread() {}

    /**
     * Takes about {@code intervalNs * deadlines}.
     *
     * @param preparation of the thread, run on it
     * @param waiter the sender's own, of a clock
     * @param intervalNs distance of the deadlines, at least 1
     * @param deadlines how many, at least 1
     * @throws TestbedException when the thread failed
     */
    public static Percentiles measure(
            Runnable preparation, Function<NanoClock, DeadlineWaiter> waiter, long intervalNs, int deadlines) {
        CompletableFuture<Percentiles> floor = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        preparation.run();
                        NanoClock clock = NanoClock.system();
                        floor.complete(new NoiseFloor(clock, waiter.apply(clock), WakeSource.SLEEP)
                                .measure(intervalNs, deadlines));
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
}
