package org.paceline.pacer.control;

/** What a pacing policy may know of the flow that it paces. */
public interface PacedFlow {
    /** cwnd in bytes, at least one segment. */
    long congestionWindowBytes();

    /** SMSS of RFC 5681: payload bytes of a full segment. */
    int segmentBytes();

    /** SRTT of RFC 6298, or -1 before the first sample. */
    long smoothedRttNs();

    CongestionPhase congestionPhase();
}
