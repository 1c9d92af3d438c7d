package org.paceline.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CpuTicksTest {
    @Test
    void stolenTimeIsAShareOfAllTime() {
        CpuTicks before = CpuTicks.parse("cpu  10 0 20 100 0 0 0 5 0 0");
        CpuTicks after = CpuTicks.parse("cpu  20 0 40 150 0 0 0 25 0 0\n");
        assertEquals(0.2, after.since(before).stealShare(), 1e-9);
        assertEquals(0.4, after.since(before).waitedShare(), 1e-9);
    }

    @Test
    void guestTimeIsNotCountedTwice() {
        assertEquals(36, CpuTicks.parse("cpu 1 2 3 4 5 6 7 8 9 10").all());
    }

    @Test
    void nothingIsStolenInNoTime() {
        CpuTicks now = CpuTicks.parse("cpu 1 2 3 4 5 6 7 8");
        assertEquals(0, now.since(now).stealShare(), 0);
        assertEquals(0, now.since(now).waitedShare(), 0);
    }

    @Test
    void anotherLineIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CpuTicks.parse("intr 1 2 3 4 5 6 7 8"));
    }
}
