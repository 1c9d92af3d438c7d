package org.paceline.pacer.measure;

/** A distribution of gaps in nanoseconds, each the upper end of a step of 0.1 %; all 0 before the second departure. */
public record GapPercentiles(long p1, long p50, long p99) {}
