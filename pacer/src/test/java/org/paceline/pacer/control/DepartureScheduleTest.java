package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartureScheduleTest {
    private static final long GAP_NS = 120_000; // 1,500 bytes at 100 Mb/s
    private static final long START_NS = 5_000_000;

    private final DepartureSchedule schedule = new DepartureSchedule(LatePolicy.HALF_CREDIT);

    @Test
    void theFirstFrameLeavesAtOnce() {
        assertTrue(schedule.due(0));
        assertTrue(schedule.earliestDepartureNs() <= 0);
    }

    @Test
    void aFrameWaitsForItsGap() {
        schedule.onSent(START_NS, GAP_NS);

        assertEquals(START_NS + GAP_NS, schedule.earliestDepartureNs());
        assertFalse(schedule.due(START_NS + GAP_NS - 1));
        assertTrue(schedule.due(START_NS + GAP_NS));
    }

    @Test
    void anUnpacedFrameMayFollowAtOnce() {
        schedule.onSent(START_NS, 0);

        assertTrue(schedule.due(START_NS));
    }

    @Test
    void jitterMovesOneGapAndNotTheAverage() {
        schedule.onSent(START_NS, GAP_NS);
        long sentNs = START_NS;
        for (int frame = 1; frame <= 1_000; frame++) {
            long oversleptNs = (frame % 7) * 8_000L; // at most 48 us, below half a gap
            sentNs = sendWaiting(oversleptNs);
        }

        // 1,000 % 7 is 6: the last frame is 48 us late itself, and nothing else is left of all the jitter
        assertEquals(START_NS + 1_000 * GAP_NS + 48_000, sentNs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noGapFallsBelowHalfAnIntervalWhateverTheStalls(long seed) {
        Random random = new Random(seed);
        schedule.onSent(START_NS, GAP_NS);
        long lastNs = START_NS;
        for (int frame = 0; frame < 10_000; frame++) {
            long sentNs = sendWaiting(random.nextLong(random.nextBoolean() ? GAP_NS / 2 : 50 * GAP_NS));
            assertTrue(sentNs - lastNs >= GAP_NS / 2, "gap " + (sentNs - lastNs));
            lastNs = sentNs;
        }
    }

    @Test
    void aStallIsNotMadeGoodByABurst() {
        schedule.onSent(START_NS, GAP_NS);
        long wokeNs = sendWaiting(50 * GAP_NS);

        assertEquals(wokeNs + GAP_NS / 2, schedule.earliestDepartureNs());
        assertEquals(wokeNs + GAP_NS / 2, sendWaiting(0));
        assertEquals(wokeNs + GAP_NS / 2 + GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void aFrameThatWasNotWaitingLeavesNoCredit() {
        schedule.onSent(START_NS, GAP_NS);
        long wroteNs = START_NS + 50 * GAP_NS;
        schedule.onSent(wroteNs, GAP_NS);

        assertEquals(wroteNs + GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void waitingIsForgottenWithTheDeparture() {
        schedule.onSent(START_NS, GAP_NS);
        sendWaiting(0);
        assertFalse(schedule.frameWaiting());
        long wroteNs = schedule.earliestDepartureNs() + GAP_NS;
        schedule.onSent(wroteNs, GAP_NS);

        assertEquals(wroteNs + GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void aFrameBeforeItsTimeKeepsItsPlaceInTheSchedule() {
        schedule.onSent(START_NS, GAP_NS);
        schedule.onSent(START_NS + 1, GAP_NS);

        assertEquals(START_NS + 2 * GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void skippingGivesNothingBack() {
        DepartureSchedule skipping = new DepartureSchedule(LatePolicy.SKIP);
        skipping.onSent(START_NS, GAP_NS);
        skipping.onFrameWaiting();
        long sentNs = skipping.earliestDepartureNs() + 1_000;
        skipping.onSent(sentNs, GAP_NS);

        assertEquals(sentNs + GAP_NS, skipping.earliestDepartureNs());
    }

    @Test
    void creditIsTheLatenessUpToHalfAnInterval() {
        assertEquals(0, LatePolicy.HALF_CREDIT.creditNs(0, GAP_NS));
        assertEquals(59_999, LatePolicy.HALF_CREDIT.creditNs(59_999, GAP_NS));
        assertEquals(60_000, LatePolicy.HALF_CREDIT.creditNs(60_001, GAP_NS));
        assertEquals(0, LatePolicy.HALF_CREDIT.creditNs(Long.MAX_VALUE, 0));
        assertEquals(0, LatePolicy.SKIP.creditNs(60_000, GAP_NS));
    }

    /** Sends a frame that stood ready before its time, {@code lateNs} after it was due; returns when. */
    private long sendWaiting(long lateNs) {
        schedule.onFrameWaiting();
        assertTrue(schedule.frameWaiting());
        long sentNs = schedule.earliestDepartureNs() + lateNs;
        schedule.onSent(sentNs, GAP_NS);
        return sentNs;
    }
}
