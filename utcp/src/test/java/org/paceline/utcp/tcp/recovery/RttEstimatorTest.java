package org.paceline.utcp.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 6298, every figure worked out by hand. */
class RttEstimatorTest {
    private static final long MS = 1_000_000;
    private static final long MIN_RTO_NS = 200 * MS;
    private static final long MAX_RTO_NS = 60_000 * MS;

    private final RttEstimator rtt =
            new RttEstimator(RtoConfig.defaults().withMinNs(MIN_RTO_NS).withMaxNs(MAX_RTO_NS));

    @Test
    void beforeTheFirstSampleTheTimeoutIsASecond() {
        assertEquals(1_000 * MS, rtt.rtoNs());
        assertEquals(-1, rtt.smoothedNs());
        assertEquals(-1, rtt.latestNs());
        assertEquals(-1, rtt.minimumNs());
    }

    @Test
    void theFirstSampleIsTheEstimateAndHalfOfItTheVariation() {
        rtt.onSample(100 * MS);

        assertEquals(100 * MS, rtt.smoothedNs());
        assertEquals(50 * MS, rtt.variationNs());
        assertEquals(300 * MS, rtt.rtoNs());
    }

    @Test
    void laterSamplesCountAnEighthAndTheirDeviationAQuarter() {
        rtt.onSample(100 * MS);
        rtt.onSample(180 * MS);

        assertEquals(57_500_000, rtt.variationNs(), "50 + (80 - 50) / 4, by the estimate before");
        assertEquals(110 * MS, rtt.smoothedNs(), "100 + (180 - 100) / 8");
        assertEquals(340 * MS, rtt.rtoNs());

        rtt.onSample(30 * MS);

        assertEquals(63_125_000, rtt.variationNs(), "57.5 + (80 - 57.5) / 4");
        assertEquals(100 * MS, rtt.smoothedNs(), "110 + (30 - 110) / 8");
        assertEquals(30 * MS, rtt.latestNs());
        assertEquals(30 * MS, rtt.minimumNs());
    }

    @Test
    void theTimeoutKeepsItsLowerBound() {
        rtt.onSample(1 * MS);

        assertEquals(MIN_RTO_NS, rtt.rtoNs());
    }

    @Test
    void theGranularityStandsInForAVariationOfNothing() {
        RttEstimator fine = new RttEstimator(RtoConfig.defaults().withMinNs(1).withMaxNs(MAX_RTO_NS));
        for (int sample = 0; sample < 200; sample++) {
            fine.onSample(8 * MS);
        }

        long roundingNs = fine.rtoNs() - 8 * MS - RtoConfig.CLOCK_GRANULARITY_NS;
        assertTrue(Math.abs(roundingNs) <= 20, roundingNs + " ns beside it");
    }

    @Test
    void eachTimeoutDoublesUpToTheUpperBound() {
        rtt.onSample(100 * MS);
        for (int timeout = 0; timeout < 7; timeout++) {
            assertEquals((300L << timeout) * MS, rtt.rtoNs());
            rtt.onTimeout();
        }
        for (int timeout = 0; timeout < 100; timeout++) {
            rtt.onTimeout();
        }
        assertEquals(MAX_RTO_NS, rtt.rtoNs());
    }

    @Test
    void aSampleOrProgressEndsTheBackOff() {
        rtt.onSample(100 * MS);
        rtt.onTimeout();
        rtt.onProgress();
        assertEquals(300 * MS, rtt.rtoNs());

        rtt.onTimeout();
        rtt.onSample(100 * MS);
        assertEquals(0, rtt.backOffs());
    }

    @Test
    void progressWithoutAnySampleKeepsTheBackOff() {
        rtt.onTimeout();
        rtt.onProgress();

        assertEquals(2_000 * MS, rtt.rtoNs());
    }

    @Test
    void aLostSynLeaves3SecondsUntilTheFirstSample() {
        rtt.onTimeout();
        rtt.onTimeout();
        rtt.onOpenedAfterLostSyn();
        assertEquals(3_000 * MS, rtt.rtoNs());

        rtt.onSample(100 * MS);
        assertEquals(300 * MS, rtt.rtoNs());
    }

    @Test
    void aLostSynThatWasMeasuredAllTheSameChangesNothing() {
        rtt.onSample(100 * MS);
        rtt.onOpenedAfterLostSyn();

        assertEquals(300 * MS, rtt.rtoNs());
    }

    @Test
    void aSampleOfNothingCountsAsANanosecond() {
        rtt.onSample(0);

        assertEquals(1, rtt.smoothedNs());
    }

    @Test
    void linuxWaitsAtLeastItsMinimumBeyondTheSmoothedRoundTrip() {
        RttEstimator linux = new RttEstimator(RtoConfig.defaults().withGranularityNs(200 * MS));
        linux.onSample(10 * MS);
        assertEquals(210 * MS, linux.rtoNs());
    }

    @Test
    void freeBsdWaitsItsSlopOnTop() {
        RttEstimator freeBsd =
                new RttEstimator(RtoConfig.defaults().withMinNs(30 * MS).withSlopNs(200 * MS));
        freeBsd.onSample(4 * MS);
        assertEquals(230 * MS, freeBsd.rtoNs());
        freeBsd.onTimeout();
        assertEquals(460 * MS, freeBsd.rtoNs());
    }
}
