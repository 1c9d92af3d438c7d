package org.paceline.utcp.tcp;

/**
 * How late the thread below releases what is due, as a rule: 0 for one that spins. Told to the stack, and read by its
 * connections when they choose how many segments leave together. Belongs to the stack's thread.
 */
public final class ReleaseResolution {
    private long ns;

    public long ns() {
        return ns;
    }

    public void ns(long measuredNs) {
        ns = measuredNs;
    }
}
