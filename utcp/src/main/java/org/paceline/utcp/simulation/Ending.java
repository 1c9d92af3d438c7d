package org.paceline.utcp.simulation;

/** How a user ends its side of a conversation. */
enum Ending {
    /** Half close when everything is written; reads on until the peer has closed. */
    SHUTDOWN,
    /** Full close once everything is written and everything expected was read. */
    CLOSE,
    /** RST in the middle. */
    ABORT
}
