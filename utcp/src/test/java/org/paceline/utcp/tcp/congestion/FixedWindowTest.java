package org.paceline.utcp.tcp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class FixedWindowTest {
    @Test
    void nothingMovesIt() {
        CongestionControl window = CongestionAlgorithm.FIXED_WINDOW.create(CongestionParameters.of(1_000, 25_000));
        window.onAck(Acks.of(100_000, true));
        window.onLoss(0, 20_000);
        window.onRecovered(0, 0);
        window.onTimeout(0, 20_000, true);

        assertEquals(25_000, window.windowBytes());
        assertFalse(window.slowStart());
    }
}
