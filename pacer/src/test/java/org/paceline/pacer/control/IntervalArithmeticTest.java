package org.paceline.pacer.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No flow, however odd, makes an interval negative, wrong by a nanosecond or an exception. */
class IntervalArithmeticTest {
    private static final int CASES = 20_000;
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aProportionIsExactOverTheWholeRange(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            long value = anyBits(random);
            long numerator = anyBits(random);
            long denominator = Math.max(1, anyBits(random));
            assertEquals(
                    exactly(value, numerator, denominator),
                    Proportion.of(value, numerator, denominator),
                    () -> value + " * " + numerator + " / " + denominator);
        }
    }

    @Test
    void aProportionStopsAtTheLongest() {
        assertEquals(Long.MAX_VALUE, Proportion.of(Long.MAX_VALUE, Long.MAX_VALUE, 1));
        assertEquals(Long.MAX_VALUE, Proportion.of(Long.MAX_VALUE, 2, 1));
        assertEquals(Long.MAX_VALUE, Proportion.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource(
            value = PacingPreset.class,
            names = {"HALF_RTT", "RTT", "LINUX", "RFC9002", "LITERAL"})
    void aWindowRuleIsExactForAnyFlow(PacingPreset preset) {
        PhaseGain rule = (PhaseGain) preset.policy();
        Random random = new Random(rule.name().hashCode());
        FlowState flow = new FlowState();
        for (int i = 0; i < CASES; i++) {
            flow.segmentBytes = 1 + random.nextInt(65_535);
            flow.congestionWindowBytes = flow.segmentBytes + (anyBits(random) & 0x7fff_ffffL);
            flow.smoothedRttNs = anyBits(random);
            flow.congestionPhase = CongestionPhase.AVOIDANCE;
            int payloadBytes = 1 + random.nextInt(flow.segmentBytes);

            long chargedBytes = rule.windowUnit() == WindowUnit.SEGMENTS ? flow.segmentBytes : payloadBytes;
            long expectedNs = exactly(
                    flow.smoothedRttNs,
                    chargedBytes * rule.avoidance().denominator(),
                    flow.congestionWindowBytes * rule.avoidance().numerator());
            assertEquals(expectedNs, rule.intervalNs(flow, payloadBytes));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFlowThatBreaksItsContractIsStillPacedSanely(PacingPreset preset) {
        FlowState flow = new FlowState();
        for (long windowBytes : new long[] {0, -1, 1, 1L << 31, 1L << 40}) {
            for (long rttNs : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
                for (int segmentBytes : new int[] {0, 1, 65_535, Integer.MAX_VALUE}) {
                    flow.congestionWindowBytes = windowBytes;
                    flow.segmentBytes = segmentBytes;
                    long intervalNs = preset.policy().intervalNs(flow.rtt(rttNs), segmentBytes);
                    long longestNs =
                            preset == PacingPreset.LITERAL ? exactly(Math.max(0, rttNs), 2, 1) : Math.max(0, rttNs);
                    assertTrue(intervalNs >= 0 && intervalNs <= longestNs, () -> "interval " + intervalNs);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {64_000, 1_000_000, 100_000_000, 1_000_000_000, 40_000_000_000L, 400_000_000_000L})
    void aRateIsExactToTheNanosecondForAnyPayload(long bitsPerSecond) {
        FixedRate rate = new FixedRate(bitsPerSecond);
        FlowState flow = new FlowState();
        for (int payloadBytes = 0; payloadBytes <= 65_535; payloadBytes++) {
            assertEquals(exactly(payloadBytes, 8_000_000_000L, bitsPerSecond), rate.intervalNs(flow, payloadBytes));
        }
    }

    /** A number of random length, so that small and huge ones are equally likely. */
    private static long anyBits(Random random) {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    private static long exactly(long value, long numerator, long denominator) {
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .min(LONGEST)
                .longValueExact();
    }
}
