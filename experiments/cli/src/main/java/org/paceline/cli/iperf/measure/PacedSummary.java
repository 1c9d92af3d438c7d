package org.paceline.cli.iperf.measure;

import org.paceline.pacer.measure.GapPercentiles;
import org.paceline.pacer.measure.Percentiles;

/**
 * How evenly a sender's data left, by its own clock: all data connections of the test together, without the omitted
 * time. Times are nanoseconds unless named otherwise.
 *
 * @param policy name of the pacing policy
 * @param departures frames with data that were handed to the device
 * @param errorNs released minus planned, of the departures that waited for the pacer
 * @param gapNs between successive departures
 * @param backToBackShare share of gaps of at most the threshold
 * @param trainWeightedMean packets in the train of a packet chosen at random; 1 is ideal
 * @param late departures later than half their interval
 * @param noiseFloorNs lateness of the bare waiter on this host, measured before the test
 * @param stealMs time that the hypervisor took from this host during the test
 * @param backToBackThresholdNs the largest gap that counted as back to back
 * @param unobservedDepartures departures beyond what the log holds, which gaps, shares and trains leave out
 */
public record PacedSummary(
        String policy,
        long departures,
        Percentiles errorNs,
        GapPercentiles gapNs,
        double backToBackShare,
        double trainWeightedMean,
        long late,
        Percentiles noiseFloorNs,
        long stealMs,
        long backToBackThresholdNs,
        long unobservedDepartures) {}
