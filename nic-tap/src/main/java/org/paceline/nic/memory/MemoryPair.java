package org.paceline.nic.memory;

/**
 * The two ends of one link in memory. A simulation runs both stacks, then moves its clock to {@link #nextArrivalNs()}
 * or to the next timer, whichever is first.
 */
public record MemoryPair(MemoryDevice a, MemoryDevice b) {
    /** When the next frame arrives at either end; {@link Long#MAX_VALUE} when none is on its way. */
    public long nextArrivalNs() {
        return Math.min(a.nextArrivalNs(), b.nextArrivalNs());
    }
}
