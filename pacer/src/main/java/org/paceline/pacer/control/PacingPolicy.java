package org.paceline.pacer.control;

/** How far apart the segments of a flow leave. Pure: the same flow and payload give the same interval. */
public interface PacingPolicy {
    /**
     * Time from the departure of a segment to the earliest departure of the next one.
     *
     * @param flow the flow as it stands at the departure
     * @param payloadBytes payload of the segment that departs
     * @return nanoseconds, 0 when the next segment may follow at once
     */
    long intervalNs(PacedFlow flow, int payloadBytes);

    /** How the policy is asked for on a command line: a preset's name or a rate. */
    String name();
}
