package org.paceline.probe.analysis;

/** The same packets at two points of the path, in the order in which they passed the second one. */
public interface MatchedPackets {
    int size();

    /** When the packet passed the first point, in its clock. */
    long firstNs(int index);

    /** When the packet passed the second point, in its clock; never less than that of the packet before. */
    long secondNs(int index);

    /** Length of the frame without FCS; where one point saw several packets as one frame, this packet's part of it. */
    int frameBytes(int index);
}
