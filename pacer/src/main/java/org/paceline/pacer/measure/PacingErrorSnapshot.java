package org.paceline.pacer.measure;

import java.util.List;

/**
 * A flow's departures and how late the pacer made them.
 *
 * @param departures all of them
 * @param unplanned those that did not wait for the pacer and are not in the distribution
 * @param late those later than half an interval, more than half credit gives back: each costs some of the rate
 * @param lateness what the late policy gave back and what it did not
 * @param errorNs released minus planned, of the departures that waited
 * @param within the same as shares
 */
public record PacingErrorSnapshot(
        long departures, long unplanned, long late, Lateness lateness, Percentiles errorNs, List<WithinShare> within) {
    public PacingErrorSnapshot {
        within = List.copyOf(within);
    }
}
