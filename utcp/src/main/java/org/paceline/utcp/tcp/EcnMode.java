package org.paceline.utcp.tcp;

/** Whether ECN (RFC 3168) is negotiated. */
public enum EcnMode {
    OFF,
    /** Where the peer's SYN asks for it: tcp_ecn=2 of Linux. */
    ACCEPT,
    /** Our SYN asks for it as well. */
    REQUEST
}
