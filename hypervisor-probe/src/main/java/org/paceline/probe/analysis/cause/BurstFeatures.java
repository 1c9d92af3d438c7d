package org.paceline.probe.analysis.cause;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.SenderFeatures;

/**
 * All that the classifier knows.
 *
 * @param sender how even the first point was; null when it had too few packets
 * @param hops from each point to the next; empty with one point
 * @param mergedFirstShare packets at the first point that were part of a frame of several segments
 * @param mergedLastShare the same at the last point
 * @param lostShare packets of the first point that the last one did not see
 * @param otherShare bytes at the last point that are of other flows
 * @param host facts of the hosts
 */
public record BurstFeatures(
        @Nullable SenderFeatures sender,
        List<HopFeatures> hops,
        double mergedFirstShare,
        double mergedLastShare,
        double lostShare,
        double otherShare,
        HostEvidence host) {
    public BurstFeatures {
        hops = List.copyOf(hops);
    }

    /** The hop that moved most packets together, counted from 1; 0 without hops. */
    public int worstHop() {
        int worst = 0;
        double most = -1;
        for (int hop = 0; hop < hops.size(); hop++) {
            double share = hops.get(hop).shareInTrainsFrom(2);
            if (share > most) {
                most = share;
                worst = hop + 1;
            }
        }
        return worst;
    }
}
