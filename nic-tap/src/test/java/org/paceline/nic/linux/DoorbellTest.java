package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Sleeps here are so long that only a ring can end them within a test's patience. */
class DoorbellTest {
    private static final long FOREVER_NS = 3_600_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int EFD_NONBLOCK = 0x800;

    /** Far above what a process of tests has open. */
    private static final int NO_DESCRIPTOR = 1_000_000;

    private final int deviceFd = LinuxCalls.eventfd(EFD_NONBLOCK);
    private final Doorbell doorbell = new Doorbell("test", deviceFd);

    @AfterEach
    void close() {
        doorbell.close();
        LinuxCalls.close(deviceFd);
    }

    @Test
    void aRingBeforeTheSleepEndsIt() {
        doorbell.ring();

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(FOREVER_NS));
    }

    @Test
    void aRingDuringTheSleepEndsIt() throws InterruptedException {
        Thread ringer = new Thread(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException interruption) {
                fail(interruption);
            }
            doorbell.ring();
        });
        ringer.start();

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(FOREVER_NS));
        ringer.join();
    }

    @Test
    void manyRingsEndOneSleep() {
        doorbell.ring();
        doorbell.ring();
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(FOREVER_NS));

        assertSleepsFor(20_000_000);
    }

    @Test
    void aReadableDeviceEndsTheSleep() {
        NativeMemory one = new NativeMemory(8);
        one.bytes().putLong(0, 1);
        LinuxCalls.write(deviceFd, one, 8);

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(FOREVER_NS));
    }

    @Test
    void theSleepEndsWhenTheTimeIsOver() {
        assertSleepsFor(20_000_000);
    }

    @Test
    void noTimeMeansNoSleep() {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(0));
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> doorbell.await(-1));
    }

    @Test
    void noRingIsLostInARace() throws InterruptedException {
        int rounds = 20_000;
        int[] seen = new int[1];
        Thread ringer = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                synchronized (seen) {
                    seen[0]++;
                }
                doorbell.ring();
            }
        });
        ringer.start();

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            int known = 0;
            while (known < rounds) {
                doorbell.await(FOREVER_NS); // a lost ring would let this sleep for good
                synchronized (seen) {
                    known = seen[0];
                }
            }
        });
        ringer.join();
    }

    @Test
    void aRingAfterCloseDoesNothing() {
        doorbell.close();
        doorbell.close();
        doorbell.ring();
    }

    @Test
    void aDeviceThatIsGoneIsNamed() {
        try (Doorbell gone = new Doorbell("packet:va", NO_DESCRIPTOR)) {
            String message = DeviceFailure.messageOf(() -> gone.await(FOREVER_NS));

            assertTrue(message.startsWith("packet:va "), message);
        }
    }

    /** poll may round up, never down. */
    private void assertSleepsFor(long timeoutNs) {
        long beforeNs = System.nanoTime();
        doorbell.await(timeoutNs);
        assertEquals(timeoutNs, Math.min(timeoutNs, System.nanoTime() - beforeNs));
    }
}
