package org.paceline.pacer.ipg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRateTest {
    private static final LineRate FAST_ETHERNET = new LineRate(100_000_000);

    @Test
    void framesBackToBackAre24BytesApart() {
        assertEquals(123_040, FAST_ETHERNET.departureGapNs(1_514, 24));
        assertEquals(24, FAST_ETHERNET.wireGapBytes(1_514, 123_040));
    }

    @Test
    void aGapOnTheWireIsATimeBetweenDepartures() {
        assertEquals(1_230_400, FAST_ETHERNET.departureGapNs(1_514, 13_866));
        assertEquals(13_866, FAST_ETHERNET.wireGapBytes(1_514, 1_230_400));
    }

    @Test
    void noGapIsShorterThanTheOverhead() {
        assertEquals(24, FAST_ETHERNET.wireGapBytes(1_514, 1_000));
        assertEquals(123_040, FAST_ETHERNET.departureGapNs(1_514, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {64_000, 10_000_000, 100_000_000, 1_000_000_000, 2_500_000_000L})
    void theTwoUnitsConvertIntoEachOther(long bitsPerSecond) {
        LineRate rate = new LineRate(bitsPerSecond);
        for (long gapBytes = 24; gapBytes < 20_000; gapBytes += 7) {
            assertEquals(gapBytes, rate.wireGapBytes(1_514, rate.departureGapNs(1_514, gapBytes)));
        }
    }

    @Test
    void theFastestLineDoesNotOverflow() {
        LineRate rate = new LineRate(400_000_000_000L);

        assertEquals(3_600_000_000_000L, rate.nsOf(180_000_000_000_000L));
        assertEquals(180_000_000_000_000L, rate.bytesIn(3_600_000_000_000L));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LineRate(0));
        assertThrows(IllegalArgumentException.class, () -> new LineRate(Long.MAX_VALUE));
    }
}
