package org.paceline.nic.wire;

/**
 * Arithmetic on 32-bit sequence numbers, RFC 9293 3.4: modulo 2^32, where one number is below another when the way up
 * to it is shorter than the way down. Two numbers exactly 2^31 apart are each below the other, as RFC 1982 leaves open.
 */
public final class SequenceNumber {
    private SequenceNumber() {}

    public static boolean lessThan(int a, int b) {
        return a - b < 0;
    }

    public static boolean lessOrEqual(int a, int b) {
        return a == b || lessThan(a, b);
    }

    public static boolean greaterThan(int a, int b) {
        return lessThan(b, a);
    }

    public static boolean greaterOrEqual(int a, int b) {
        return lessOrEqual(b, a);
    }

    /** Bytes from {@code from} up to {@code to}; negative when {@code to} lies before. */
    public static int distance(int from, int to) {
        return to - from;
    }

    /** Whether {@code low <= value < high} modulo 2^32; an empty range holds nothing, and a range may exceed 2^31. */
    public static boolean between(int low, int value, int high) {
        return Integer.compareUnsigned(value - low, high - low) < 0;
    }

    /** The later of the two. */
    public static int max(int a, int b) {
        return lessThan(a, b) ? b : a;
    }

    /** The earlier of the two. */
    public static int min(int a, int b) {
        return lessThan(b, a) ? b : a;
    }
}
