package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapStatisticsTest {
    /** Gaps 10, 20, 30 and 40 ns in one round and 50 ns in the other. */
    private final GapStatistics statistics =
            GapStatistics.over(List.of(arrivals(0, 10, 30, 60, 100), arrivals(7_000, 7_050)));

    @Test
    void percentilesAreByNearestRank() {
        assertEquals(5, statistics.gaps());
        assertEquals(10, statistics.percentileNs(1));
        assertEquals(10, statistics.percentileNs(20));
        assertEquals(20, statistics.percentileNs(20.1));
        assertEquals(30, statistics.percentileNs(50));
        assertEquals(50, statistics.percentileNs(100));
    }

    @Test
    void variationIsDeviationOverMean() {
        assertEquals(30, statistics.meanNs());
        assertEquals(Math.sqrt(200) / 30, statistics.coefficientOfVariation(), 1e-12);
    }

    @Test
    void sharesCountTheirLimits() {
        assertEquals(0, statistics.shareUpTo(9));
        assertEquals(0.2, statistics.shareUpTo(10), 1e-12);
        assertEquals(1, statistics.shareUpTo(50), 1e-12);
        assertEquals(0.6, statistics.shareWithin(30, 10), 1e-12);
    }

    @Test
    void anEvenFlowDoesNotVary() {
        assertEquals(0, GapStatistics.over(List.of(arrivals(0, 5, 10, 15))).coefficientOfVariation());
    }

    @Test
    void aReversedStampBecomesAGapOfNothing() {
        ArrivalSeries series = arrivals(100, 90, 120);

        assertEquals(1, series.reversedFrames());
        assertEquals(0, series.gapNs(1));
        assertEquals(20, series.gapNs(2));
    }

    @Test
    void oneFrameHasNoGaps() {
        GapStatistics none = GapStatistics.over(List.of(arrivals(5)));

        assertEquals(0, none.gaps());
        assertEquals(0, none.percentileNs(50));
        assertTrue(Double.isNaN(none.meanNs()));
        assertTrue(Double.isNaN(none.shareUpTo(1)));
    }

    private static ArrivalSeries arrivals(long... timesNs) {
        ArrivalSeries series = new ArrivalSeries();
        for (long timeNs : timesNs) {
            series.add(timeNs, 1_514);
        }
        return series;
    }
}
