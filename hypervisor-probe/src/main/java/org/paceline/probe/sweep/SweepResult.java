package org.paceline.probe.sweep;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that was run to its end.
 *
 * @param stamps who took the times of arrival: the kernel, at an interface, or the receiving program
 * @param clock the distance of both ends' clocks
 * @param sent packets handed to the socket and not set aside, {@code lost} those of them that were not seen
 * @param resent segments that TCP sent again; 0 over UDP
 * @param setAside packets of the trains during which that happened, or that did not leave as a segment each: none of
 *     them is in {@code sent}, the curve or {@code packets}, since what arrived may have been sent twice, or have
 *     waited for another
 * @param curve a point for each gap
 * @param packets the same one by one
 */
public record SweepResult(
        SweepPlan plan,
        String stamps,
        ClockOffset clock,
        int sent,
        int lost,
        int resent,
        int setAside,
        List<GapPoint> curve,
        SweepPackets packets) {
    public SweepResult {
        curve = List.copyOf(curve);
    }

    /** The gap with the largest coalescing fraction of those that can be told from back to back; null without any. */
    public @Nullable GapPoint worst() {
        return curve.stream()
                .filter(GapPoint::resolved)
                .max(Comparator.comparingDouble(GapPoint::coalescedShare))
                .orElse(null);
    }

    /** Its coalescing fraction; 0 without any. */
    public double worstCoalescedShare() {
        @Nullable GapPoint worst = worst();
        return worst == null ? 0 : worst.coalescedShare();
    }

    /** Packet-weighted mean train as seen, over the gaps that can be told from back to back; 1 without any. */
    public double seenTrainMean() {
        double weighted = 0;
        long pairs = 0;
        for (GapPoint point : curve) {
            if (point.resolved()) {
                weighted += point.pairs() * point.seenTrainMean();
                pairs += point.pairs();
            }
        }
        return pairs == 0 ? 1 : weighted / pairs;
    }
}
