package org.paceline.pacer.measure;

import java.util.List;

/**
 * Gaps as they left against the gaps as planned, each within its flow.
 *
 * @param gaps all of them
 * @param microBursts gaps below half of what the policy asked for
 * @param planned those of them with a plan at either end, which the shares are about
 * @param within released gap minus planned one, of either sign
 */
public record GapErrorSnapshot(long gaps, long microBursts, long planned, List<WithinShare> within) {
    public GapErrorSnapshot {
        within = List.copyOf(within);
    }
}
