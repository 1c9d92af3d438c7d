package org.paceline.utcp.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.TcpState;

class StackFuzzTest {
    private static final int SEEDS = 11;
    private static final int FRAMES = 5_000;

    /** What a connection in a table can be in; CLOSED is there until its RST has left. */
    private static final Set<TcpState> EVERY_STATE = EnumSet.complementOf(EnumSet.of(TcpState.LISTEN));

    @Test
    void noFrameBreaksAConnectionInAnyState() {
        Set<TcpState> met = EnumSet.noneOf(TcpState.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            StackFuzz fuzz = new StackFuzz(seed);
            try {
                fuzz.run(FRAMES);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", frame " + fuzz.framesIn + ": " + e, e);
            }
            met.addAll(fuzz.met);
            countersAddUp(fuzz);
        }
        assertEquals(EVERY_STATE, met);
    }

    private static void countersAddUp(StackFuzz fuzz) {
        StackCounters counters = fuzz.counters();
        assertEquals(fuzz.framesIn, counters.framesReceived);
        assertEquals(fuzz.framesOut, counters.framesSent);
        long dropped = counters.malformed() + counters.badChecksums + counters.fragments + counters.notForUs;
        assertTrue(dropped > 0 && dropped < fuzz.framesIn / 2, dropped + " of " + fuzz.framesIn);
        assertTrue(counters.malformedEthernet > 0);
        assertTrue(counters.malformedIpv4 + counters.malformedIpv6 > 0);
        assertTrue(counters.malformedTcp > 0);
        assertTrue(counters.badChecksums > 0);
        assertTrue(counters.noConnection > 0);
    }

    @Test
    void theSameSeedGivesTheSameFrames() {
        StackFuzz first = new StackFuzz(7);
        StackFuzz second = new StackFuzz(7);
        first.run(1_000);
        second.run(1_000);
        assertEquals(first.framesOut, second.framesOut);
        assertEquals(first.counters().malformed(), second.counters().malformed());
    }
}
