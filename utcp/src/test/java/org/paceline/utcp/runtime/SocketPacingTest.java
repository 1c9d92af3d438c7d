package org.paceline.utcp.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.paceline.utcp.tcp.Departure;

/** Histograms are held while data leaves, and no longer: thousands of sockets in TIME-WAIT keep a report each. */
class SocketPacingTest {
    private final SocketPacing pacing = new SocketPacing();

    @Test
    void aSocketThatSentNothingHoldsNoHistograms() {
        assertFalse(pacing.measuring());
        assertEquals(0, pacing.report().error().departures());
        assertFalse(pacing.measuring(), "asking makes none");
        pacing.settle();
        assertEquals(0, pacing.report().error().departures());
    }

    @Test
    void whatWasMeasuredOutlivesTheHistograms() {
        pacing.departed(new Departure(), 1_000);
        pacing.departed(new Departure(), 2_000);
        assertTrue(pacing.measuring());
        PacingReport before = pacing.report();
        pacing.settle();
        assertFalse(pacing.measuring());
        assertEquals(before, pacing.report());
        assertEquals(2, pacing.report().error().departures());
        assertEquals(1_000, pacing.report().gapNs().p50());
        pacing.settle();
        assertEquals(before, pacing.report(), "settled once");
    }
}
