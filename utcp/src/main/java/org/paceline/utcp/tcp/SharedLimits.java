package org.paceline.utcp.tcp;

/**
 * What a connection shares with all others of its stack.
 *
 * @param memory the bound of what all buffers hold
 * @param chunks where buffers take their bytes from
 * @param challenges where challenge ACKs are counted
 */
public record SharedLimits(MemoryBudget memory, ChunkPool chunks, ChallengeBudget challenges) {
    public static SharedLimits of(MemoryBudget memory, ChallengeBudget challenges) {
        return new SharedLimits(memory, new ChunkPool(memory), challenges);
    }

    /** For a connection without a stack. */
    public static SharedLimits none() {
        return of(MemoryBudget.unlimited(), ChallengeBudget.unlimited());
    }
}
