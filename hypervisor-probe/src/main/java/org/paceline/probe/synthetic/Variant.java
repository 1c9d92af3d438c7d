package org.paceline.probe.synthetic;

import org.paceline.probe.analysis.cause.Cause;

/**
 * A coalescer of known kind, and the traffic that it meets.
 *
 * @param name says what it does
 * @param cause what the verdict should put first
 * @param place where it acts
 * @param coalescer what it does to the times
 * @param lowGapNs smallest mean gap of the traffic
 * @param highGapNs largest mean gap
 * @param gaps how the sender spaces
 */
record Variant(String name, Cause cause, Place place, Coalescer coalescer, long lowGapNs, long highGapNs, Gaps gaps) {
    /** Where the packets are moved. */
    enum Place {
        SENDER,
        HOP,
        /** The hop before a point in the middle of three. */
        FIRST_HOP_OF_TWO,
        /** At the last point, as frames of several segments. */
        MERGED_AT_LAST,
        /** At the first point already, as frames of several segments. */
        MERGED_AT_FIRST
    }

    /** How a sender spaces its packets. */
    enum Gaps {
        CONSTANT,
        JITTERED,
        POISSON
    }

    boolean coalesces() {
        return cause != Cause.NONE;
    }
}
