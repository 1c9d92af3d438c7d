package org.paceline.pacer;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nearness of whole nanoseconds; JUnit knows it of floating-point numbers only. */
public final class Tolerance {
    private Tolerance() {}

    public static void assertWithin(long toleranceNs, long expectedNs, long actualNs) {
        assertTrue(
                Math.abs(actualNs - expectedNs) <= toleranceNs,
                () -> actualNs + " ns is not within " + toleranceNs + " ns of " + expectedNs);
    }
}
