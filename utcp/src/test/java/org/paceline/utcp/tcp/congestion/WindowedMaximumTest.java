package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowedMaximumTest {
    private static final long WINDOW = 10;

    private final WindowedMaximum maximum = new WindowedMaximum();

    @Test
    void nothingSeenIsZero() {
        assertEquals(0, maximum.at(5, WINDOW));
        assertEquals(0, maximum.latest());
    }

    @Test
    void theLargestHoldsForItsWindowAndNoLonger() {
        maximum.update(100, 0, WINDOW);
        for (long time = 1; time <= WINDOW; time++) {
            maximum.update(50 + time, time, WINDOW);
            assertEquals(100, maximum.at(time, WINDOW));
        }
        maximum.update(7, 11, WINDOW);
        assertEquals(60, maximum.at(11, WINDOW));
    }

    @Test
    void withoutNewValuesItEmpties() {
        maximum.update(100, 0, WINDOW);
        assertEquals(0, maximum.at(11, WINDOW));
    }

    @Test
    void itIsNeverAboveTheTrueMaximumAndNeverBelowTheNewestValue() {
        SplittableRandom random = new SplittableRandom(1);
        long[] values = new long[2_000];
        for (int time = 0; time < values.length; time++) {
            values[time] = random.nextLong(1_000) + 1;
            maximum.update(values[time], time, WINDOW);
            long best = 0;
            for (int at = Math.max(0, time - (int) WINDOW); at <= time; at++) {
                best = Math.max(best, values[at]);
            }
            long shown = maximum.at(time, WINDOW);
            assertTrue(shown <= best && shown >= values[time], "at " + time);
        }
    }

    @Test
    void clearedItKnowsNothing() {
        maximum.update(100, 0, WINDOW);
        maximum.clear();
        assertEquals(0, maximum.latest());
        maximum.update(3, 1, WINDOW);
        assertEquals(3, maximum.latest());
    }
}
