package org.paceline.utcp.tcp;

/** When the end of what was written, shorter than a segment, waits (RFC 9293 3.7.4). */
public enum NagleRule {
    /** The RFC's: while anything is unacknowledged. */
    ANYTHING_UNACKNOWLEDGED,
    /** Linux's, after Minshall: while a segment that was short itself is unacknowledged. */
    SHORT_SEGMENT_UNACKNOWLEDGED,
    /** FreeBSD's: while anything is unacknowledged that had left before the write. */
    EARLIER_WRITE_UNACKNOWLEDGED
}
