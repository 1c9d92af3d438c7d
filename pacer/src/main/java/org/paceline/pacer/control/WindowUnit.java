package org.paceline.pacer.control;

/** What a window-based rule counts the congestion window in, and so what a short segment is charged. */
public enum WindowUnit {
    /** Every segment is one of cwnd, a short one too: all gaps are alike. */
    SEGMENTS,
    /** A segment is charged for its payload: a short one leaves a short gap, and a window of bytes keeps its time. */
    BYTES
}
