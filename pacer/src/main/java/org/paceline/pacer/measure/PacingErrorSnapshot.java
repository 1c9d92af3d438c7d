package org.paceline.pacer.measure;

/**
 * A flow's departures and how late the pacer made them.
 *
 * @param departures all of them
 * @param unplanned those that did not wait for the pacer and are not in the distribution
 * @param late those later than half an interval, more than half credit gives back: each costs some of the rate
 * @param errorNs released minus planned, of the departures that waited
 */
public record PacingErrorSnapshot(long departures, long unplanned, long late, Percentiles errorNs) {}
