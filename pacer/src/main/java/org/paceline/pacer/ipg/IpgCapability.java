package org.paceline.pacer.ipg;

/**
 * What gaps a mechanism can hold. How well it holds them is measured, not claimed: see the measure package.
 *
 * @param holder who keeps the gap
 * @param minGapNs shortest gap from departure to departure
 * @param maxGapNs longest one
 * @param granularityNs step in which gaps can be asked for
 */
public record IpgCapability(GapHolder holder, long minGapNs, long maxGapNs, long granularityNs) {
    public IpgCapability {
        if (minGapNs < 0 || maxGapNs < minGapNs) {
            throw new IllegalArgumentException("gaps of " + minGapNs + " to " + maxGapNs + " ns are no range");
        }
        if (granularityNs < 1) {
            throw new IllegalArgumentException("a granularity of " + granularityNs + " ns is below 1 ns");
        }
    }
}
