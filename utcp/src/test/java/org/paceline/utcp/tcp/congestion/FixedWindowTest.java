package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class FixedWindowTest {
    @Test
    void nothingMovesIt() {
        CongestionControl window = CongestionAlgorithm.FIXED_WINDOW.create(1_000, 25_000);
        window.onAck(Acks.of(100_000, true));
        window.onLoss(20_000);
        window.onRecovered(0);
        window.onTimeout(20_000, true);

        assertEquals(25_000, window.windowBytes());
        assertFalse(window.slowStart());
    }
}
