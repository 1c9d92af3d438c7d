package org.paceline.utcp.tcp;

/**
 * What a connection shares with all others of its stack.
 *
 * @param memory where buffers take their bytes from
 * @param challenges where challenge ACKs are counted
 */
public record SharedLimits(MemoryBudget memory, ChallengeBudget challenges) {
    /** For a connection without a stack. */
    public static SharedLimits none() {
        return new SharedLimits(MemoryBudget.unlimited(), ChallengeBudget.unlimited());
    }
}
