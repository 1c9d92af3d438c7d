package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedRateTest {
    private final FlowState flow = new FlowState();

    @ParameterizedTest
    @CsvSource({
        "64000, 1460, 182500000",
        "10000000, 1460, 1168000",
        "100000000, 1460, 116800",
        "100000000, 730, 58400",
        "1000000000, 1448, 11584",
        "400000000000, 1460, 29",
        "10000000000000, 1460, 1",
        "1000, 2147483647, 17179869176000000",
        "1000, 0, 0"
    })
    void theGapIsThePayloadAtTheRate(long bitsPerSecond, int payloadBytes, long intervalNs) {
        assertEquals(intervalNs, new FixedRate(bitsPerSecond).intervalNs(flow, payloadBytes));
    }

    @Test
    void theFlowsWindowAndRttDoNotMatter() {
        FixedRate rate = new FixedRate(10_000_000);

        assertEquals(rate.intervalNs(flow, 1_460), rate.intervalNs(flow.rtt(-1).window(1), 1_460));
    }

    @Test
    void aRateOutOfRangeIsRefusedWithTheRange() {
        assertThrows(IllegalArgumentException.class, () -> new FixedRate(0));
        assertThrows(IllegalArgumentException.class, () -> new FixedRate(FixedRate.MAX_BITS_PER_SECOND + 1));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> new FixedRate(999));
        assertTrue(refusal.toString().contains("1k to 10T"), refusal.toString());
    }
}
