package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadSchedulingTest {
    @Test
    void timersMayFireAtOnce() throws InterruptedException {
        onThread(() -> {
            assertTrue(ThreadScheduling.timerSlack(1));
            assertEquals(1, ThreadScheduling.timerSlackNs());
        });
    }

    @Test
    void aThreadStaysOnItsProcessor() throws InterruptedException {
        onThread(() -> {
            assertTrue(ThreadScheduling.pinTo(0));
            assertTrue(status().contains("Cpus_allowed_list:\t0\n"));
        });
    }

    @Test
    void aProcessorThatIsMissingIsNotGranted() throws InterruptedException {
        onThread(() -> {
            assertFalse(ThreadScheduling.pinTo(1_023));
            assertFalse(ThreadScheduling.pinTo(1_024));
            assertFalse(ThreadScheduling.pinTo(-1));
        });
    }

    @Test
    void realTimeIsReportedAsGranted() throws InterruptedException {
        onThread(() -> {
            boolean granted = ThreadScheduling.realtime(1);
            assertEquals(granted, ThreadScheduling.isRealtime());
            assertTrue(ThreadScheduling.ordinary());
            assertFalse(ThreadScheduling.isRealtime());
        });
    }

    @Test
    void anImpossiblePriorityIsNotGranted() throws InterruptedException {
        onThread(() -> assertFalse(ThreadScheduling.realtime(100)));
    }

    @Test
    void theThreadsNumberIsTheKernels() throws InterruptedException {
        onThread(() -> assertTrue(status().contains("\nPid:\t" + ThreadScheduling.threadId() + "\n")));
    }

    private static String status() {
        try {
            return Files.readString(Path.of("/proc/thread-self/status"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** On a thread that ends, since these settings stay with a thread. */
    private static void onThread(Runnable check) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(check);
        thread.setUncaughtExceptionHandler((dead, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
