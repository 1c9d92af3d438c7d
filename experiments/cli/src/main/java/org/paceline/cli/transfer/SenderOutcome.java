package org.paceline.cli.transfer;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;

/**
 * What a sender's turn ended with.
 *
 * @param receivedBytes as the server counted
 * @param seconds in which it received them
 * @param departureErrorNs null for a sender that plans no departures
 */
public record SenderOutcome(
        long receivedBytes, double seconds, @Nullable Percentiles departureErrorNs) {
    public double bitsPerSecond() {
        return seconds <= 0 ? 0 : receivedBytes * 8 / seconds;
    }
}
