package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paceline.pacer.Tolerance.assertWithin;

import org.junit.jupiter.api.Test;

class GapHistogramTest {
    private final GapHistogram gaps = new GapHistogram();

    @Test
    void aGapLiesBetweenTwoDepartures() {
        gaps.onDeparture(5_000_000);
        assertEquals(0, gaps.gaps());
        assertEquals(new GapPercentiles(0, 0, 0), gaps.snapshot());

        gaps.onDeparture(5_001_500);
        assertEquals(1, gaps.gaps());
        assertEquals(new GapPercentiles(1_500, 1_500, 1_500), gaps.snapshot());
    }

    @Test
    void percentilesFollowTheDistribution() {
        long releasedNs = 0;
        gaps.onDeparture(releasedNs);
        for (int gapNs = 1; gapNs <= 1_000; gapNs++) {
            releasedNs += gapNs;
            gaps.onDeparture(releasedNs);
        }

        assertEquals(new GapPercentiles(10, 500, 990), gaps.snapshot());
    }

    @Test
    void aLongGapIsShownWithinAThousandth() {
        gaps.onDeparture(0);
        gaps.onDeparture(120_000);

        assertWithin(120, 120_000, gaps.snapshot().p50());
    }

    @Test
    void betweenTwoFlowsThereIsNoGap() {
        GapHistogram other = new GapHistogram();
        other.onDeparture(0);
        other.onDeparture(10);
        gaps.onDeparture(100);
        gaps.onDeparture(120);
        gaps.add(other);

        assertEquals(2, gaps.gaps());
        assertEquals(new GapPercentiles(10, 10, 20), gaps.snapshot());
    }
}
