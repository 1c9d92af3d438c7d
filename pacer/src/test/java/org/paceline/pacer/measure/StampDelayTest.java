package org.paceline.pacer.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StampDelayTest {
    @Test
    void theDelayIsMeasuredFromReleaseAndFromPlan() {
        StampDelay delay = new StampDelay();
        delay.onStamp(1_000, 1_100, 2_000);
        delay.onUnplannedStamp(5_000, 5_900);

        StampDelaySnapshot snapshot = delay.snapshot();
        assertEquals(2, snapshot.stamped());
        assertEquals(new Percentiles(900, 900, 900, 900, 900), snapshot.fromReleaseNs());
        assertEquals(new Percentiles(1_000, 1_000, 1_000, 1_000, 1_000), snapshot.fromPlanNs());
    }
}
