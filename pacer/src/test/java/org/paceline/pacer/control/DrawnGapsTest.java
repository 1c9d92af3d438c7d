package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Gaps that do not follow from window and round trip: fixed, drawn, recorded. */
class DrawnGapsTest {
    private static final long MEAN_NS = 120_000;
    private static final int DEPARTURES = 200_000;

    private final FlowState flow = new FlowState();

    private long gapNs(PacingPolicy policy, long index) {
        flow.departureIndex = index;
        return policy.intervalNs(flow, 1_460);
    }

    @Test
    void aFixedGapDependsOnNothing() {
        FixedGap gap = new FixedGap(MEAN_NS);
        assertEquals(MEAN_NS, gap.intervalNs(flow.rtt(-1).window(1), 1));
        assertEquals(MEAN_NS, gap.intervalNs(flow.rtt(1).window(1_000), 1_460));
    }

    /** Exponential gaps: the standard deviation is the mean, and 1 - 1/e of them are shorter than it. */
    @Test
    void poissonGapsHaveAStandardDeviationOfTheirMean() {
        PoissonGap poisson = new PoissonGap(MEAN_NS, 1);
        double sum = 0;
        double squares = 0;
        int shorter = 0;
        for (int index = 0; index < DEPARTURES; index++) {
            double gapNs = gapNs(poisson, index);
            sum += gapNs;
            squares += gapNs * gapNs;
            shorter += gapNs < MEAN_NS ? 1 : 0;
        }
        double mean = sum / DEPARTURES;
        double deviation = Math.sqrt(squares / DEPARTURES - mean * mean);
        assertEquals(MEAN_NS, mean, 0.01 * MEAN_NS);
        assertEquals(1, deviation / mean, 0.01);
        assertEquals(1 - Math.exp(-1), shorter / (double) DEPARTURES, 0.005);
    }

    /** Poisson departures are memoryless: neighbouring gaps do not depend on each other. */
    @Test
    void neighbouringPoissonGapsAreIndependent() {
        PoissonGap poisson = new PoissonGap(MEAN_NS, 5);
        double products = 0;
        for (int index = 0; index < DEPARTURES; index++) {
            products += (gapNs(poisson, index) - (double) MEAN_NS) * (gapNs(poisson, index + 1) - (double) MEAN_NS);
        }
        double correlation = products / DEPARTURES / MEAN_NS / MEAN_NS;
        assertTrue(Math.abs(correlation) < 0.01, () -> "correlation " + correlation);
    }

    @Test
    void aGapAskedForAgainIsTheSameAndSeedsAndFlowsDiffer() {
        PoissonGap poisson = new PoissonGap(MEAN_NS, 1);
        long gapNs = gapNs(poisson, 42);
        assertEquals(gapNs, gapNs(poisson, 42));
        assertNotEquals(gapNs, gapNs(poisson, 43));
        assertNotEquals(gapNs, gapNs(new PoissonGap(MEAN_NS, 2), 42));
        flow.key = 1;
        assertNotEquals(gapNs, gapNs(poisson, 42));
    }

    @Test
    void aTraceBeginsAgainBehindItsEnd() {
        GapTrace trace = new GapTrace("here", new long[] {1_000, 2_000, 3_000});
        long[] seen = new long[7];
        for (int index = 0; index < seen.length; index++) {
            seen[index] = gapNs(trace, index);
        }
        assertArrayEquals(new long[] {1_000, 2_000, 3_000, 1_000, 2_000, 3_000, 1_000}, seen);
    }

    @Test
    void theLaterOfTwoDeparturesCounts() {
        RateCap capped = new RateCap(new FixedGap(100_000), new FixedRate(100_000_000)); // 116.8 us a full segment
        assertEquals(116_800, capped.intervalNs(flow, 1_460));
        assertEquals(100_000, capped.intervalNs(flow, 100));
    }
}
