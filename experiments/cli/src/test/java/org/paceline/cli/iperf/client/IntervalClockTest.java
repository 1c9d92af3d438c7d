package org.paceline.cli.iperf.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalClockTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 5 * SECOND_NS;

    private final IntervalClock clock = new IntervalClock(1);

    @Test
    void aReportIsDueAfterItsInterval() {
        clock.restart(START_NS);

        assertFalse(clock.due(START_NS + SECOND_NS - 1, 0));
        assertTrue(clock.due(START_NS + SECOND_NS, 0));
        assertEquals(SECOND_NS, clock.untilDueNs(START_NS));
    }

    @Test
    void aLateReportDoesNotMoveTheNext() {
        clock.restart(START_NS);
        clock.onReported(START_NS + SECOND_NS + 300_000_000);

        assertEquals(700_000_000, clock.untilDueNs(START_NS + SECOND_NS + 300_000_000));
        assertEquals(1.3, clock.reportedSeconds(), 1e-9);
    }

    @Test
    void missedReportsAreNotMadeUpFor() {
        clock.restart(START_NS);
        clock.onReported(START_NS + 7 * SECOND_NS / 2);

        assertFalse(clock.due(START_NS + 4 * SECOND_NS - 1, 0));
        assertTrue(clock.due(START_NS + 4 * SECOND_NS, 0));
    }

    @Test
    void aShortTailIsLeftToTheLastReport() {
        clock.restart(START_NS);

        assertFalse(clock.due(START_NS + SECOND_NS, SECOND_NS / 2));
        assertTrue(clock.due(START_NS + 3 * SECOND_NS / 2, SECOND_NS / 2));
    }

    @Test
    void withoutAnIntervalNothingIsDue() {
        IntervalClock none = new IntervalClock(0);
        none.restart(START_NS);

        assertFalse(none.due(START_NS + 1_000 * SECOND_NS, 0));
        none.onReported(START_NS + SECOND_NS);
        assertEquals(1, none.reportedSeconds(), 1e-9);
    }
}
