package org.paceline.journal;

import org.paceline.utcp.runtime.DepartureListener;

/**
 * One frame with data as it left: a line of the send log.
 *
 * @param localPort which connection's
 * @param plannedNs when it should have left, {@link DepartureListener#UNPLANNED} when it did not wait for the pacer
 * @param releasedNs when it left, by the sender's monotonic clock
 * @param gapNs the gap to the next departure that the policy asked for
 * @param frameBytes length without FCS
 */
public record Departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {}
