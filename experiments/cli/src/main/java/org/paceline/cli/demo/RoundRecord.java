package org.paceline.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.testbed.DelayNodeReport;

/**
 * What was noted while one arm had its turn.
 *
 * @param round counted from 1
 * @param receivedBytes as the server counted
 * @param seconds in which it received them
 * @param node the bottleneck's own account
 * @param departureErrorNs released minus planned departure by the sender's clock; null for a sender that plans none
 * @param noiseFloorNs lateness of a bare waiter on this host right before the round; null in virtual time
 * @param stealMs time that the hypervisor took from this host meanwhile
 * @param capture frames at the sender's side of the bottleneck
 */
record RoundRecord(
        Arm arm,
        int round,
        long receivedBytes,
        double seconds,
        DelayNodeReport node,
        @Nullable Percentiles departureErrorNs,
        @Nullable Percentiles noiseFloorNs,
        long stealMs,
        Path capture) {
    double goodputBitsPerSecond() {
        return receivedBytes * 8.0 / seconds;
    }
}
