package org.paceline.probe.analysis;

/**
 * A time in which a host stood still, or part of it.
 *
 * @param startNs in nanoseconds since 1970, by that host's clock
 * @param durationNs how long
 */
public record HostInterval(long startNs, long durationNs, Kind kind) {
    /** What was seen. */
    public enum Kind {
        /** A thread that wanted to run did not. */
        STALL,
        /** Somewhere in here the hypervisor counted stolen time. */
        STEAL
    }

    long endNs() {
        return startNs + durationNs;
    }
}
