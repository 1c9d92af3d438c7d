package org.paceline.utcp.tcp;

/** What a connection's sending waits for: of each moment of its life exactly one of these is true. */
public enum SendLimit {
    /** The handshake is not complete. */
    HANDSHAKE,
    /** The application has written nothing that has not been sent. */
    APPLICATION,
    /** Everything written is in flight, and the send buffer takes no more. */
    SEND_BUFFER,
    /** The same, because the memory of the stack is used up. */
    MEMORY,
    /** cwnd, or the rate reduction in a recovery. */
    CONGESTION_WINDOW,
    /** The peer's window. */
    RECEIVE_WINDOW,
    /** The departure that the pacer planned has not come. */
    PACING,
    /** Less than a segment is written, and earlier data is in flight (RFC 9293 3.7.4). */
    NAGLE,
    /** A segment is due, and the loop or its device has not taken it. */
    DEVICE,
    /** Our FIN is sent. */
    CLOSING
}
