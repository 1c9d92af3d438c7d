package org.paceline.pacer.control;

/**
 * How a flow is paced: the gaps, how many segments share one, and what becomes of lateness.
 *
 * @param policy how far apart segments leave
 * @param quantumSegments segments that leave together, with their gaps summed up behind them; 1 spaces each of them. It
 *     rises by itself where the sender's clockwork is too coarse to keep the rate otherwise, unless lateness is skipped
 * @param late what a late departure may give back
 */
public record PacingPlan(PacingPolicy policy, int quantumSegments, LatePolicy late) {
    /** A burst of 64 full segments is what segmentation offload makes; more is no pacing. */
    public static final int MAX_QUANTUM_SEGMENTS = 64;

    public PacingPlan {
        if (quantumSegments < 1 || quantumSegments > MAX_QUANTUM_SEGMENTS) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_QUANTUM_SEGMENTS + " segments may leave together, not " + quantumSegments);
        }
    }

    /** Each segment for itself, and half an interval of lateness made good. */
    public static PacingPlan of(PacingPolicy policy) {
        return new PacingPlan(policy, 1, LatePolicy.HALF_CREDIT);
    }

    public PacingPlan withPolicy(PacingPolicy changed) {
        return new PacingPlan(changed, quantumSegments, late);
    }

    public PacingPlan withQuantumSegments(int changed) {
        return new PacingPlan(policy, changed, late);
    }

    public PacingPlan withLate(LatePolicy changed) {
        return new PacingPlan(policy, quantumSegments, changed);
    }

    /**
     * Segments that leave together where departures are {@code resolutionNs} late as a rule: lateness beyond half the
     * time between two bursts is not made good, so that time is at least twice the resolution. Where no lateness is to
     * be made good at all, the gap counts and not the rate, and nothing leaves together that was not to.
     */
    public int quantumSegments(long intervalNs, long resolutionNs) {
        if (intervalNs <= 0 || 2 * resolutionNs <= intervalNs || late.equals(LatePolicy.SKIP)) {
            return quantumSegments;
        }
        long needed = (2 * resolutionNs + intervalNs - 1) / intervalNs;
        return (int) Math.max(quantumSegments, Math.min(needed, MAX_QUANTUM_SEGMENTS));
    }

    /** As {@link PacingText} reads it. */
    public String text() {
        StringBuilder text = new StringBuilder(policy.name());
        if (quantumSegments > 1) {
            text.append(",quantum=").append(quantumSegments);
        }
        if (!late.equals(LatePolicy.HALF_CREDIT)) {
            text.append(",late=").append(late.text());
        }
        return text.toString();
    }
}
