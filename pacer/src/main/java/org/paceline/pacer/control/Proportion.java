package org.paceline.pacer.control;

/** {@code value * numerator / denominator} with a 128-bit product, rounded down, stopping at {@link Long#MAX_VALUE}. */
final class Proportion {
    private Proportion() {}

    /**
     * Exact for any arguments in range.
     *
     * @param value not negative, as is {@code numerator}
     * @param denominator at least 1
     */
    static long of(long value, long numerator, long denominator) {
        long high = Math.multiplyHigh(value, numerator);
        long low = value * numerator;
        if (high == 0 && low >= 0) {
            return low / denominator;
        }
        return high >= denominator ? Long.MAX_VALUE : divide(high, low, denominator);
    }

    /**
     * Long division bit by bit; only round-trip times of hours come here. {@code high} is below {@code denominator}.
     */
    private static long divide(long high, long low, long denominator) {
        long remainder = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            // the remainder is below 2^63, so its double fits 64 bits without a sign
            remainder = (remainder << 1) | ((low >>> bit) & 1);
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, denominator) >= 0) {
                remainder -= denominator;
                quotient |= 1;
            }
        }
        return quotient < 0 ? Long.MAX_VALUE : quotient;
    }
}
