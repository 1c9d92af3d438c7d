package org.paceline.probe.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BackToBackThresholdTest {
    @Test
    void aKnownLinkAllowsAQuarterMoreThanTheSerializationOfTheFrameBefore() {
        BackToBackThreshold gigabit = BackToBackThreshold.physicalLink(1_000_000_000, 0);

        // (1242 + 24) bytes take 10.128 us at 1 Gb/s
        assertEquals(12_660, gigabit.thetaNs(1_242));
        assertEquals(1_050, gigabit.thetaNs(81));
    }

    @Test
    void aVirtualLinkHasFiveMicroseconds() {
        assertEquals(5_000, BackToBackThreshold.virtualLink(100_000_000, 0).thetaNs(1_514));
    }

    @Test
    void noiseRaisesTheThresholdOfEitherLink() {
        assertEquals(
                60_000, BackToBackThreshold.physicalLink(1_000_000_000, 20_000).thetaNs(1_514));
        assertEquals(21_000, BackToBackThreshold.virtualLink(100_000_000, 7_000).thetaNs(1_514));
    }

    @Test
    void aVirtualLinkNeverTakesMoreThanAQuarterOfThePacedGap() {
        // 1514 bytes at 100 Mb/s are 121.12 us
        assertEquals(
                30_280, BackToBackThreshold.virtualLink(100_000_000, 50_000).thetaNs(1_514));
        // and at 1 Gb/s a quarter is below 5 us
        assertEquals(3_028, BackToBackThreshold.virtualLink(1_000_000_000, 0).thetaNs(1_514));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> BackToBackThreshold.virtualLink(0, 0));
        assertThrows(IllegalArgumentException.class, () -> BackToBackThreshold.physicalLink(1, -1));
    }
}
