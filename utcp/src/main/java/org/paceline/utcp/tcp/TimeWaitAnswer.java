package org.paceline.utcp.tcp;

/** What a segment calls for that came to a {@link TimeWaitRecord}. */
public enum TimeWaitAnswer {
    NONE,
    ACKNOWLEDGMENT,
    /** TIME-WAIT is over, and the peer is not told. */
    END,
    /** TIME-WAIT is over, and the peer is told by a RST. */
    RESET;

    /** Whether a segment is to be written. */
    public boolean segment() {
        return this == ACKNOWLEDGMENT || this == RESET;
    }

    /** Whether the record is to be forgotten. */
    public boolean ends() {
        return this == END || this == RESET;
    }
}
