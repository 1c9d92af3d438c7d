package org.paceline.pacer.control;

/**
 * The same time between any two departures, whatever the flow does and however long the segments are.
 *
 * @param gapNs from departure to departure, up to {@link DurationText#MAX_NS}
 */
public record FixedGap(long gapNs) implements PacingPolicy {
    public FixedGap {
        DurationText.requireGap(gapNs);
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return gapNs;
    }

    @Override
    public String name() {
        return "gap=" + DurationText.of(gapNs);
    }
}
