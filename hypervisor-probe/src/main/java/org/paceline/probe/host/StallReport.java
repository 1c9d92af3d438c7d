package org.paceline.probe.host;

import java.util.List;

/**
 * How late a thread ran that only slept and woke: what any other thread of this host might have suffered.
 *
 * @param wakeUps how often it woke; all percentiles are of its lateness in nanoseconds, 0 when it never woke
 * @param steps lateness in steps that double, those that occurred
 * @param stalls the longest, in the order of their times
 * @param longStalls how many were long enough for the list, whether it had room or not
 */
public record StallReport(
        long wakeUps,
        long p50Ns,
        long p90Ns,
        long p99Ns,
        long p999Ns,
        long maxNs,
        List<Step> steps,
        List<Stall> stalls,
        long longStalls) {
    public StallReport {
        steps = List.copyOf(steps);
        stalls = List.copyOf(stalls);
    }

    /**
     * Wake-ups that were late by more than the step below and at most this.
     *
     * @param upToNs the step's upper end
     */
    public record Step(long upToNs, long wakeUps) {}
}
