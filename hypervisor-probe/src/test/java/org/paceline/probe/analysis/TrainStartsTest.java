package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainStartsTest {
    private static final long MS = 1_000_000;
    private final TrainStarts starts = new TrainStarts();
    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(longs = {50 * MS, 52 * MS})
    void startsOnSomeMultiplesOfARefillAreAligned(long refillNs) {
        for (long refill = 0; refill < 60; refill++) {
            if (random.nextInt(3) == 0) {
                starts.add(7 * MS + refill * refillNs + random.nextInt(200_000));
            }
        }
        assertTrue(starts.alignment() > 0.98);
    }

    @Test
    void startsAtAnyTimeAreNot() {
        for (long train = 0; train < 100; train++) {
            starts.add(train * 50 * MS + Math.round(50 * MS * random.nextDouble()));
        }
        assertTrue(starts.alignment() < 0.4);
    }

    @Test
    void aTickThatDividesTheRefillIsNoGrid() {
        for (long train = 0; train < 100; train++) {
            starts.add(train * 10 * MS);
        }
        assertTrue(starts.alignment() < 0.1);
    }

    @Test
    void fewStartsSayNothing() {
        for (long train = 0; train < 5; train++) {
            starts.add(train * 50 * MS);
        }
        assertEquals(0, starts.alignment());
    }
}
