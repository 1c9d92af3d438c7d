package org.paceline.pacer.measure;

/**
 * What became of the time by which frames were late, by the late policy's decision.
 *
 * @param credited departures whose lateness shortened the next gap, wholly or in part
 * @param creditedNs by how much, together
 * @param skipped departures whose lateness was more than the policy gives back
 * @param skippedNs what was not given back, together: the schedule is so much behind an ideal one
 */
public record Lateness(long credited, long creditedNs, long skipped, long skippedNs) {}
