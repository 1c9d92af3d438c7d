package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paceline.pacer.Tolerance.assertWithin;

import java.util.List;
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
                new Percentiles(500, 900, 990, 999, 1_000), error.snapshot().errorNs());
        assertEquals(1_000, error.snapshot().departures());
        assertEquals(0, error.snapshot().unplanned());
        assertEquals(0, error.snapshot().late());
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

        assertEquals(3, error.snapshot().departures());
        assertEquals(2, error.snapshot().unplanned());
        assertEquals(new Percentiles(70, 70, 70, 70, 70), error.snapshot().errorNs());
    }

    @Test
    void nothingSentIsAllZeros() {
        PacingErrorSnapshot nothing = error.snapshot();

        assertEquals(0, nothing.departures());
        assertEquals(new Percentiles(0, 0, 0, 0, 0), nothing.errorNs());
        assertEquals(new Lateness(0, 0, 0, 0), nothing.lateness());
        assertTrue(nothing.within().stream().allMatch(within -> Double.isNaN(within.share())));
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
    void sharesAreExactAtTheirBounds() {
        for (long errorNs : new long[] {0, 250, 251, 1_000, 5_001, 25_000, 100_000, 100_001}) {
            error.onDeparture(0, errorNs, GAP_NS);
        }

        assertEquals(
                List.of(
                        new WithinShare(250, 2.0 / 8),
                        new WithinShare(1_000, 4.0 / 8),
                        new WithinShare(5_000, 4.0 / 8),
                        new WithinShare(25_000, 6.0 / 8),
                        new WithinShare(100_000, 7.0 / 8)),
                error.snapshot().within());
    }

    @Test
    void latenessIsCountedByWhatBecameOfIt() {
        error.onLateness(10_000, 0);
        error.onLateness(60_000, 40_000);
        error.onLateness(0, 5_000);

        assertEquals(new Lateness(2, 70_000, 2, 45_000), error.snapshot().lateness());
    }

    @Test
    void flowsAddUp() {
        PacingError other = new PacingError();
        other.onDeparture(0, GAP_NS, GAP_NS);
        other.onUnplannedDeparture();
        other.onLateness(1, 2);
        error.onLateness(3, 4);
        error.onDeparture(0, 5, GAP_NS);
        error.add(other);

        PacingErrorSnapshot sum = error.snapshot();
        assertEquals(3, sum.departures());
        assertEquals(1, sum.unplanned());
        assertEquals(1, sum.late());
        assertEquals(5, sum.errorNs().p50());
        assertEquals(new Lateness(2, 4, 2, 6), sum.lateness());
        assertEquals(new WithinShare(250, 0.5), sum.within().get(0));
    }
}
