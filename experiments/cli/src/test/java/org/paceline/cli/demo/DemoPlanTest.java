package org.paceline.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    private static final Path OUTPUT = Path.of("out");

    @Test
    void theDefaultPathHolds250KilobytesAndAFullFrameTakes123Microseconds() {
        DemoPlan plan = new DemoPlan(5, 2, 100_000_000, 20, 25, OUTPUT);

        assertEquals(250_000, plan.bandwidthDelayBytes());
        assertEquals(123_040, plan.paceNs());
        assertEquals(10_000_000, plan.forward().delayNs());
        assertEquals(25, plan.forward().queuePackets());
        assertEquals(0, plan.back().rateBitsPerSecond());
        assertEquals(10_000_000, plan.back().delayNs());
        assertEquals(30_280, plan.quarterPace().thetaNs(DemoPlan.FULL_FRAME_BYTES));
    }

    @Test
    void whatTheNodeCannotDoIsRefusedWithItsLimits() {
        assertTrue(
                refusal(() -> new DemoPlan(5, 2, 2_000_000_000, 20, 25, OUTPUT)).contains("1M to 500M"));
        assertTrue(
                refusal(() -> new DemoPlan(5, 2, 100_000_000, 0.1, 25, OUTPUT)).contains("1 to 1000 ms"));
        assertTrue(
                refusal(() -> new DemoPlan(0, 2, 100_000_000, 20, 25, OUTPUT)).contains("1 to 600 seconds"));
        assertTrue(
                refusal(() -> new DemoPlan(5, 0, 100_000_000, 20, 25, OUTPUT)).contains("rounds"));
        assertTrue(refusal(() -> new DemoPlan(5, 2, 100_000_000, 20, 0, OUTPUT)).contains("packets"));
    }

    private static String refusal(Runnable construction) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, construction::run).getMessage());
    }
}
