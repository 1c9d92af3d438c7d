package org.paceline.cli.iperf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnitTextTest {
    @Test
    void bytesCountIn1024AndBitsIn1000() {
        assertEquals(" 128 KBytes", UnitText.bytes(131_072));
        assertEquals("1.12 MBytes", UnitText.bytes(1_178_694));
        assertEquals("10.5 Mbits/sec", UnitText.bitsPerSecond(10_485_760));
        assertEquals(" 100 Mbits/sec", UnitText.bitsPerSecond(99_960_000));
        assertEquals("9.74 Gbits/sec", UnitText.bitsPerSecond(9.74e9));
        assertEquals("0.00 Bytes", UnitText.bytes(0));
    }

    @Test
    void roundingDoesNotAddADigit() {
        assertEquals("10.0 KBytes", UnitText.bytes(10_236));
        assertEquals("9.99 KBytes", UnitText.bytes(10_230));
    }

    @Test
    void durationsHaveThreeDigits() {
        assertEquals("57 ns", UnitText.nanoseconds(57));
        assertEquals("1.50 us", UnitText.nanoseconds(1_500));
        assertEquals("120 us", UnitText.nanoseconds(120_000));
        assertEquals("12.3 ms", UnitText.nanoseconds(12_300_000));
        assertEquals("2.00 s", UnitText.nanoseconds(2_000_000_000L));
    }
}
