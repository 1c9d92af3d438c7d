package org.paceline.utcp.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Thousands of seeds with every invariant on; a seed that fails names itself. */
class SeedsTest {
    private static final int SEEDS = 10_000;

    @Test
    void everySeedKeepsItsInvariantsAndComesToItsEnd() {
        AtomicLong bytes = new AtomicLong();
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            SimulationResult result = Simulation.run(seed, SimulationTrace.NONE);
            assertTrue(result.virtualNs() <= result.boundNs());
            bytes.addAndGet(result.bytes());
        });
        assertTrue(bytes.get() > SEEDS * 1_000L, "users hardly ever read anything");
    }

    /** Without D-SACK the answer echoed the original, whose ACK was lost minutes ago: the round trip grew to 353 s. */
    @Test
    void seed43225WhatComesAgainIsEchoedAsSuchUnlessADSackTells() {
        SimulationResult result = Simulation.run(43_225, SimulationTrace.NONE);
        assertTrue(result.virtualNs() <= result.boundNs());
    }

    @Test
    void oneSeedGivesTheSameFramesTwice() {
        for (long seed = 0; seed < 30; seed++) {
            assertEquals(Simulation.run(seed, SimulationTrace.NONE), Simulation.run(seed, SimulationTrace.NONE));
        }
    }

    @Test
    void anotherSeedGivesOtherFrames() {
        assertNotEquals(
                Simulation.run(1, SimulationTrace.NONE).digest(),
                Simulation.run(2, SimulationTrace.NONE).digest());
    }

    @Test
    void theTraceShowsEveryFrameAndChangesNone() {
        AtomicLong lines = new AtomicLong();
        SimulationResult traced = Simulation.run(3, (nowNs, text) -> {
            assertTrue(text.get().length() > 10);
            lines.incrementAndGet();
        });
        assertEquals(traced.frames(), lines.get());
        assertEquals(Simulation.run(3, SimulationTrace.NONE), traced);
    }

    /** What a run leaves behind is garbage: the heap does not grow with the number of seeds. */
    @Test
    void theHeapAfterManySeedsIsAsAfterHalfOfThem() {
        run(3_000, 3_300);
        long halfway = usedBytes();
        run(3_300, 3_600);
        long after = usedBytes();

        assertTrue(after - halfway < 4_000_000, halfway + " bytes halfway, " + after + " at the end");
    }

    private static void run(long from, long until) {
        LongStream.range(from, until).forEach(seed -> Simulation.run(seed, SimulationTrace.NONE));
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
