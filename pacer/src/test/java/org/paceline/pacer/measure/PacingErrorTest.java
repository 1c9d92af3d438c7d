package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.pacer.Tolerance.assertWithin;

import org.junit.jupiter.api.Test;

class PacingErrorTest {
    private static final long GAP_NS = 120_000;

    private final PacingError error = new PacingError();

    @Test
    void theErrorIsReleaseAgainstPlan() {
        for (int frame = 1; frame <= 1_000; frame++) {
            error.onDeparture(frame * GAP_NS, frame * GAP_NS + frame, GAP_NS);
        }

        assertEquals(
                new PacingErrorSnapshot(1_000, 0, 0, new Percentiles(500, 900, 990, 999, 1_000)), error.snapshot());
    }

    @Test
    void lateIsWhatHalfCreditCannotGiveBack() {
        error.onDeparture(0, GAP_NS / 2, GAP_NS);
        assertEquals(0, error.snapshot().late());

        error.onDeparture(0, GAP_NS / 2 + 1, GAP_NS);
        assertEquals(1, error.snapshot().late());
    }

    @Test
    void aDepartureThatDidNotWaitCountsApart() {
        error.onDeparture(0, 70, GAP_NS);
        error.onUnplannedDeparture();
        error.onUnplannedDeparture();

        assertEquals(new PacingErrorSnapshot(3, 2, 0, new Percentiles(70, 70, 70, 70, 70)), error.snapshot());
    }

    @Test
    void nothingSentIsAllZeros() {
        assertEquals(new PacingErrorSnapshot(0, 0, 0, new Percentiles(0, 0, 0, 0, 0)), error.snapshot());
    }

    @Test
    void anErrorOutOfRangeCountsAsTheNearest() {
        error.onDeparture(0, 2 * NanoHistogram.MAX_NS, GAP_NS);
        assertWithin(
                NanoHistogram.MAX_NS / 1_000,
                NanoHistogram.MAX_NS,
                error.snapshot().errorNs().max());

        PacingError early = new PacingError();
        early.onDeparture(10, 9, GAP_NS);
        assertEquals(0, early.snapshot().errorNs().max());
    }

    @Test
    void flowsAddUp() {
        PacingError other = new PacingError();
        other.onDeparture(0, GAP_NS, GAP_NS);
        other.onUnplannedDeparture();
        error.onDeparture(0, 5, GAP_NS);
        error.add(other);

        PacingErrorSnapshot sum = error.snapshot();
        assertEquals(3, sum.departures());
        assertEquals(1, sum.unplanned());
        assertEquals(1, sum.late());
        assertEquals(5, sum.errorNs().p50());
    }
}
