package org.paceline.cli.iperf.measure;

import org.paceline.pacer.measure.GapErrorSnapshot;
import org.paceline.pacer.measure.GapPercentiles;
import org.paceline.pacer.measure.PacingErrorSnapshot;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.measure.StampDelaySnapshot;

/**
 * How evenly a sender's data left, by its own clock: all data connections of the test together, without the omitted
 * time. Times are nanoseconds unless named otherwise.
 *
 * @param policy name of the pacing policy
 * @param error departures against their plan
 * @param gapNs between successive departures, of whatever flow
 * @param gapError gaps within each flow against their plan
 * @param stamps the kernel's transmit stamps against release and plan; of no frames where none were asked for
 * @param backToBackShare share of gaps of at most the threshold
 * @param trainWeightedMean packets in the train of a packet chosen at random; 1 is ideal
 * @param noiseFloorNs lateness of the bare waiter on this host, measured before the test
 * @param stealMs time that the hypervisor took from this host during the test
 * @param backToBackThresholdNs the largest gap that counted as back to back
 * @param unobservedDepartures departures beyond what the log holds, which shares of back to back and trains leave out
 * @param grants how the sending thread waited, and what it was granted
 * @param cost CPU of that thread
 * @param holding what held the gaps
 */
public record PacedSummary(
        String policy,
        PacingErrorSnapshot error,
        GapPercentiles gapNs,
        GapErrorSnapshot gapError,
        StampDelaySnapshot stamps,
        double backToBackShare,
        double trainWeightedMean,
        Percentiles noiseFloorNs,
        long stealMs,
        long backToBackThresholdNs,
        long unobservedDepartures,
        ThreadGrants grants,
        ThreadCost cost,
        GapHolding holding) {
    public double cpuNsPerPacket() {
        return cost.cpuNsPerPacket(error.departures());
    }
}
