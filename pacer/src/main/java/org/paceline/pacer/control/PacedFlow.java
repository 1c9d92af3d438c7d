package org.paceline.pacer.control;

/** What a pacing policy may know of the flow that it paces. */
public interface PacedFlow {
    /** cwnd in bytes, at least one segment. */
    long congestionWindowBytes();

    /** FlightSize of RFC 5681: sent and not yet acknowledged. */
    long flightBytes();

    /** SMSS of RFC 5681: payload bytes of a full segment. */
    int segmentBytes();

    /** SRTT of RFC 6298, or -1 before the first sample. */
    long smoothedRttNs();

    /** The smallest round trip seen, or -1. */
    long minimumRttNs();

    /** The newest round trip, or -1. */
    long latestRttNs();

    CongestionPhase congestionPhase();

    /** Whether the segment is one of the initial window's (RFC 6928): the path has told nothing yet. */
    boolean inInitialWindow();

    /** Which departure of the flow the gap is asked for, from 0 on; asked again, a drawn gap is the same. */
    long departureIndex();

    /** Tells the flow from others of its stack, so that gaps drawn at random differ between them. */
    long key();
}
