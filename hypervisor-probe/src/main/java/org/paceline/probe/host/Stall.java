package org.paceline.probe.host;

/**
 * A thread that wanted to run and did not.
 *
 * @param atNs when it was due, in nanoseconds since 1970 by this host's clock
 * @param durationNs until it ran
 */
public record Stall(long atNs, long durationNs) {}
