package org.paceline.utcp.tcp;

/** What moves a connection from state to state: the labels of the diagram in RFC 9293 section 3.3.2. */
public enum TcpEvent {
    PASSIVE_OPEN,
    ACTIVE_OPEN,
    /** A SYN without an acceptable ACK; in SYN-SENT this is a simultaneous open. */
    SYN_ARRIVES,
    /** A SYN with the ACK of ours. */
    SYN_ACK_ARRIVES,
    SYN_ACKED,
    USER_CLOSES,
    FIN_ARRIVES,
    FIN_ACKED,
    TIME_WAIT_EXPIRES,
    /** An acceptable RST, an abort, or the end of all patience. */
    RESET
}
