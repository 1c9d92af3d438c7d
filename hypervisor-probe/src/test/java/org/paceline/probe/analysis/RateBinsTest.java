package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateBinsTest {
    private static final long MS = 1_000_000;

    @Test
    void bytesFallIntoTheBinOfTheirTime() {
        ArrivalSeries series = new ArrivalSeries();
        series.add(0, 1_000);
        series.add(MS - 1, 250);
        series.add(MS, 500);
        series.add(3 * MS, 125);

        RateBins bins = new RateBins(series, 0, MS);

        assertEquals(4, bins.bins());
        assertEquals(3, bins.fullBins());
        assertEquals(10_000_000, bins.bitsPerSecond(0));
        assertEquals(4_000_000, bins.bitsPerSecond(1));
        assertEquals(0, bins.bitsPerSecond(2));
        assertEquals(1_000_000, bins.bitsPerSecond(3));
        assertEquals(2 * MS, bins.startNs(2));
        // 1250 bytes at most, (1250 + 500 + 0) / 3 on average
        assertEquals(1_250 / (1_750 / 3.0), bins.peakToMean(), 1e-12);
    }

    @Test
    void framesBeforeTheOriginAreLeftOut() {
        ArrivalSeries series = new ArrivalSeries();
        series.add(10, 1_000);
        series.add(100 + MS, 125);

        RateBins bins = new RateBins(series, 100, MS);

        assertEquals(2, bins.bins());
        assertEquals(0, bins.bitsPerSecond(0));
        assertEquals(1_000_000, bins.bitsPerSecond(1));
    }

    @Test
    void anEmptySeriesHasNoBins() {
        RateBins bins = new RateBins(new ArrivalSeries(), 0, MS);

        assertEquals(0, bins.bins());
        assertEquals(0, bins.fullBins());
        assertTrue(Double.isNaN(bins.peakToMean()));
    }
}
