package org.paceline.pacer.control;

/**
 * Departures of a Poisson process: gaps drawn from an exponential distribution, whose standard deviation is its mean.
 *
 * <p>A gap is a function of seed, flow and the number of the departure alone, so the same run draws the same gaps and a
 * gap asked for twice is the same.
 *
 * @param meanNs mean time from departure to departure
 * @param seed what the gaps are drawn from
 */
public record PoissonGap(long meanNs, long seed) implements PacingPolicy {
    /** 2^-53: a double's own step below 1. */
    private static final double UNIT = 0x1.0p-53;

    private static final int UNUSED_BITS = 11;

    /** Sebastiano Vigna's SplitMix64: the step, and the two multipliers of its finisher. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long FIRST_MULTIPLIER = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_MULTIPLIER = 0x94d049bb133111ebL;

    public PoissonGap {
        DurationText.requireGap(meanNs);
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        long bits = mix(mix(seed + GOLDEN * flow.key()) + GOLDEN * flow.departureIndex());
        double uniform = ((bits >>> UNUSED_BITS) + 1) * UNIT; // in (0, 1], so that its logarithm is finite
        return Math.round(-meanNs * StrictMath.log(uniform));
    }

    private static long mix(long state) {
        long bits = (state ^ (state >>> 30)) * FIRST_MULTIPLIER;
        bits = (bits ^ (bits >>> 27)) * SECOND_MULTIPLIER;
        return bits ^ (bits >>> 31);
    }

    @Override
    public String name() {
        return "poisson=" + DurationText.of(meanNs) + (seed == 1 ? "" : ",seed=" + seed);
    }
}
