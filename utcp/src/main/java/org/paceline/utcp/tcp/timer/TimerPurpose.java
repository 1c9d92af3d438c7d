package org.paceline.utcp.tcp.timer;

/** Why a connection wants to be woken. */
public enum TimerPurpose {
    /** The oldest unacknowledged segment has been out for an RTO (RFC 6298). */
    RETRANSMISSION,
    /** The end of what was sent has been silent for a probe timeout (RFC 8985 section 7). */
    TAIL_LOSS_PROBE,
    /** Segments that may only be late have had their reordering window (RFC 8985 section 6). */
    REORDERING,
    /**
     * The peer's window is closed, or too small to use, and nothing is in flight that would open it (RFC 9293 3.8.6.1).
     */
    PERSIST,
    /** An acknowledgment has been held back long enough (RFC 9293 3.8.6.3). */
    DELAYED_ACK,
    /** The peer has been silent for so long that it is asked whether it is there (RFC 9293 3.8.4). */
    KEEP_ALIVE,
    /** The oldest unacknowledged data has waited for as long as the user allows (RFC 5482). */
    USER_TIMEOUT,
    /** 2 MSL are over, or a closed connection has waited long enough for the peer's FIN. */
    TIME_WAIT,
    /** What is known of the path's MTU has aged (RFC 1191 6.3). */
    PATH_MTU
}
