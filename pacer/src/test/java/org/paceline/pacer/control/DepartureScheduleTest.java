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
    void itTellsWhatItGaveBackAndWhatNot() {
        schedule.onSent(START_NS, GAP_NS);
        schedule.onFrameReady(START_NS);
        schedule.onSent(START_NS + GAP_NS + 100_000, GAP_NS);
        assertEquals(GAP_NS / 2, schedule.creditNs());
        assertEquals(100_000 - GAP_NS / 2, schedule.skippedNs());

        schedule.onFrameReady(schedule.earliestDepartureNs() - 1);
        schedule.onSent(schedule.earliestDepartureNs(), GAP_NS);
        assertEquals(0, schedule.creditNs(), "this one was in time");
        assertEquals(0, schedule.skippedNs());
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
        skipping.onFrameReady(START_NS);
        long sentNs = skipping.earliestDepartureNs() + 1_000;
        skipping.onSent(sentNs, GAP_NS);

        assertEquals(sentNs + GAP_NS, skipping.earliestDepartureNs());
    }

    @Test
    void boundedCreditMakesALongStallGoodByAShortBurst() {
        DepartureSchedule bounded = new DepartureSchedule(LatePolicy.bounded(3));
        bounded.onSent(START_NS, GAP_NS);
        bounded.onFrameReady(START_NS);
        long wokeNs = START_NS + GAP_NS + 2 * GAP_NS + 10_000; // late by two intervals and 10 us
        for (int frame = 0; frame < 3; frame++) {
            assertTrue(bounded.due(wokeNs));
            bounded.onSent(wokeNs, GAP_NS);
            bounded.onFrameReady(wokeNs);
        }
        assertEquals(START_NS + 4 * GAP_NS, bounded.earliestDepartureNs());
    }

    @Test
    void boundedCreditEndsAtItsBound() {
        DepartureSchedule bounded = new DepartureSchedule(LatePolicy.bounded(3));
        bounded.onSent(START_NS, GAP_NS);
        bounded.onFrameReady(START_NS);
        long wokeNs = START_NS + 100 * GAP_NS;
        int atOnce = 0;
        while (bounded.due(wokeNs)) {
            bounded.onSent(wokeNs, GAP_NS);
            bounded.onFrameReady(wokeNs);
            atOnce++;
        }
        assertEquals(4, atOnce, "the late one, and as many as the credit has intervals");
    }

    @Test
    void aFrameThatComesLaterThanItsTimeHasNotWaited() {
        schedule.onSent(START_NS, GAP_NS);
        schedule.onFrameReady(START_NS + GAP_NS + 1);
        assertFalse(schedule.frameWaiting());
    }

    @Test
    void aQuantumLeavesTogetherAndItsGapsFollow() {
        schedule.onSent(START_NS, GAP_NS, 3);
        assertTrue(schedule.due(START_NS));
        schedule.onSent(START_NS + 2_000, GAP_NS, 3);
        assertTrue(schedule.due(START_NS + 2_000));
        schedule.onSent(START_NS + 4_000, GAP_NS, 3);
        assertEquals(START_NS + 3 * GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void aQuantumKeepsTheRateThoughEveryReleaseIsLate() {
        long lateNs = 100_000; // of gaps of 120 us: alone, each would lose 40 us
        schedule.onSent(START_NS, GAP_NS, 2);
        schedule.onSent(START_NS, GAP_NS, 2);
        for (int burst = 1; burst <= 1_000; burst++) {
            schedule.onFrameReady(schedule.earliestDepartureNs());
            long sentNs = schedule.earliestDepartureNs() + lateNs;
            schedule.onSent(sentNs, GAP_NS, 2);
            schedule.onSent(sentNs, GAP_NS, 2);
        }
        assertEquals(START_NS + 2_002 * GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void aGapThatRunsFollowsANewInterval() {
        schedule.onSent(START_NS, GAP_NS);
        schedule.onIntervalChanged(GAP_NS / 4);
        assertEquals(START_NS + GAP_NS / 4, schedule.earliestDepartureNs());
        schedule.onIntervalChanged(2 * GAP_NS);
        assertEquals(START_NS + 2 * GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void onlyTheLastGapOfAQuantumFollows() {
        schedule.onSent(START_NS, GAP_NS, 2);
        schedule.onSent(START_NS, GAP_NS, 2);
        schedule.onIntervalChanged(3 * GAP_NS);
        assertEquals(START_NS + 4 * GAP_NS, schedule.earliestDepartureNs());
    }

    @Test
    void beforeTheFirstDepartureNoIntervalHolds() {
        schedule.onIntervalChanged(GAP_NS);
        assertTrue(schedule.due(0));
    }

    /** Whatever clock, intervals and quanta: the next departure never moves back, and never overflows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theScheduleNeverRunsBackwards(long seed) {
        Random random = new Random(seed);
        for (LatePolicy late : new LatePolicy[] {LatePolicy.SKIP, LatePolicy.HALF_CREDIT, LatePolicy.bounded(1_000)}) {
            DepartureSchedule any = new DepartureSchedule(late);
            long nowNs = random.nextLong() >>> 2;
            long dueNs = any.earliestDepartureNs();
            for (int departure = 0; departure < 5_000; departure++) {
                nowNs = Math.max(0, nowNs + random.nextInt() / (1 + random.nextInt(1_000_000))); // also steps back
                if (random.nextBoolean()) {
                    any.onFrameReady(nowNs);
                }
                long intervalNs = random.nextLong() >> random.nextInt(64);
                any.onSent(nowNs, intervalNs, 1 + random.nextInt(64));
                assertTrue(any.earliestDepartureNs() >= dueNs, "back from " + dueNs);
                dueNs = any.earliestDepartureNs();
            }
        }
    }

    /** 0.1 % is the bar; what is left is the nanosecond that intervals are rounded to. */
    @ParameterizedTest
    @ValueSource(longs = {64_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000})
    void theRateHoldsThroughJitterBelowHalfAnInterval(long bitsPerSecond) {
        Random random = new Random(bitsPerSecond);
        FixedRate rate = new FixedRate(bitsPerSecond);
        long intervalNs = rate.intervalNs(new FlowState(), 1_460);
        schedule.onSent(START_NS, intervalNs);
        long sentNs = START_NS;
        int frames = 100_000;
        for (int frame = 0; frame < frames; frame++) {
            schedule.onFrameReady(schedule.earliestDepartureNs());
            sentNs = schedule.earliestDepartureNs() + random.nextLong(Math.max(1, intervalNs / 2));
            schedule.onSent(sentNs, intervalNs);
        }
        double measured = frames * 1_460 * 8e9 / (sentNs - START_NS);
        assertEquals(1, measured / bitsPerSecond, 0.001);
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
        schedule.onFrameReady(schedule.earliestDepartureNs());
        assertTrue(schedule.frameWaiting());
        long sentNs = schedule.earliestDepartureNs() + lateNs;
        schedule.onSent(sentNs, GAP_NS);
        return sentNs;
    }
}
