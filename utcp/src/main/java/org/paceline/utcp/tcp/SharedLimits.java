package org.paceline.utcp.tcp;

import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.congestion.AckSample;

/**
 * What a connection shares with all others of its stack.
 *
 * @param memory the bound of what all buffers hold
 * @param chunks where buffers take their bytes from
 * @param challenges where challenge ACKs are counted
 * @param departing options of the segment that is being written
 * @param sample what the acknowledgment that is being handled tells
 */
public record SharedLimits(
        MemoryBudget memory, ChunkPool chunks, ChallengeBudget challenges, TcpOptions departing, AckSample sample) {
    public static SharedLimits of(MemoryBudget memory, ChallengeBudget challenges) {
        return new SharedLimits(memory, new ChunkPool(memory), challenges, new TcpOptions(), new AckSample());
    }

    /** For a connection without a stack. */
    public static SharedLimits none() {
        return of(MemoryBudget.unlimited(), ChallengeBudget.unlimited());
    }
}
