package org.paceline.nic.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArrivalClockTest {
    private static final long EPOCH_NS = 1_800_000_000_000_000_000L;
    private static final long READING_NS = 30;

    private long nowNs = 1_000;
    private long distanceNs = EPOCH_NS;
    private long delayedReadings;
    private final ArrivalClock clock = new ArrivalClock(this::realtime, this::nanoTime);

    @Test
    void aStampIsMovedByTheDistanceOfTheClocks() {
        long stampNs = nowNs + distanceNs;

        assertNear(nowNs, clock.nanoTimeOf(stampNs), READING_NS);
        assertEquals(120_000, clock.nanoTimeOf(stampNs + 120_000) - clock.nanoTimeOf(stampNs));
    }

    @Test
    void driftIsFollowed() {
        for (int ms = 0; ms < 1_000; ms++) {
            nowNs += 1_000_000;
            distanceNs += 500; // 500 ppm, the most that NTP slews

            assertNear(nowNs, clock.nanoTimeOf(nowNs + distanceNs), 5_500 + READING_NS);
        }
    }

    @Test
    void aStepOfTheWallClockInEitherDirectionIsFollowed() {
        distanceNs += 3_600_000_000_000L;
        assertNear(nowNs, clock.nanoTimeOf(nowNs + distanceNs), 10 * READING_NS);

        distanceNs -= 7_200_000_000_000L;
        assertNear(nowNs, clock.nanoTimeOf(nowNs + distanceNs), 10 * READING_NS);
    }

    @Test
    void aReadingThatWasInterruptedDoesNotCount() {
        delayedReadings = 4;
        distanceNs += 3_600_000_000_000L;

        assertNear(nowNs, clock.nanoTimeOf(nowNs + distanceNs), 1_000_000 + 10 * READING_NS);
        assertNear(nowNs, clock.nanoTimeOf(nowNs + distanceNs), 2 * READING_NS);
    }

    @Test
    void theKernelsClockRunsWithNanoTime() {
        ArrivalClock kernel = ArrivalClock.ofKernel();
        long epochNs = System.currentTimeMillis() * 1_000_000;
        long beforeNs = System.nanoTime();

        // a millisecond for the resolution of currentTimeMillis, a minute for a machine that stalls
        assertTrue(Math.abs(kernel.nanoTimeOf(epochNs) - beforeNs) < 60_000_000_000L);
    }

    private static void assertNear(long expectedNs, long actualNs, long toleranceNs) {
        assertTrue(Math.abs(expectedNs - actualNs) <= toleranceNs, actualNs - expectedNs + " ns off");
    }

    private long realtime() {
        nowNs += READING_NS;
        if (delayedReadings > 0) {
            delayedReadings--;
            nowNs += 1_000_000;
        }
        return nowNs + distanceNs;
    }

    private long nanoTime() {
        return nowNs;
    }
}
