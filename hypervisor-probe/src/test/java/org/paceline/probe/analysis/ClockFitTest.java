package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockFitTest {
    private static final long GAP_NS = 100_000;

    @Test
    void offsetAndDriftAreFoundUnderQueuesAndWhateverTheOffset() {
        for (double ppm : new double[] {-100, 0, 37.5, 100}) {
            for (long offsetNs : new long[] {0, 5_000_000_000L, -4_000_000_000_000_000_000L}) {
                ClockFit fit = ClockFit.of(path(ppm, offsetNs, 0));
                assertEquals(ppm, fit.driftPpm(), 0.5);
                assertTrue(Math.abs(fit.offsetNs() - offsetNs) < 2_000);
            }
        }
    }

    @Test
    void aQueueThatGrowsAllTheTimeIsNoDrift() {
        ClockFit fit = ClockFit.of(path(0, 0, 0.02));
        assertFalse(fit.driftKnown());
        assertEquals(0, fit.driftPpm());
    }

    @Test
    void aShortCaptureSaysNothingOfTheDrift() {
        assertFalse(ClockFit.of(path(40, 0, 0, 4_000)).driftKnown());
        assertTrue(ClockFit.of(path(40, 0, 0, 6_000)).driftKnown());
    }

    private static MatchedPackets path(double ppm, long offsetNs, double growth) {
        return path(ppm, offsetNs, growth, 20_000);
    }

    private static MatchedPackets path(double ppm, long offsetNs, double growth, int count) {
        Random random = new Random(3);
        long[] first = new long[count];
        long[] second = new long[count];
        for (int packet = 0; packet < count; packet++) {
            first[packet] = packet * GAP_NS;
            double queueNs = random.nextInt(4) == 0 ? 0 : 400_000 * random.nextDouble();
            second[packet] = first[packet] + offsetNs + Math.round(first[packet] * (ppm / 1e6 + growth) + queueNs);
        }
        return new TimedPackets(first, second, 1_000);
    }
}
