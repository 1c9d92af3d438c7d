package org.paceline.utcp.runtime;

/**
 * What a loop's thread has used since it began, by its own clock readings; the difference of two is what a run cost.
 *
 * @param atNs when this was asked
 * @param cpuNs CPU time of the thread, -1 where the JVM does not tell
 * @param spunNs time spent spinning for a departure, by the clock: what others took of the core meanwhile is in it
 */
public record LoopUse(long atNs, long cpuNs, long spunNs) {}
