package org.paceline.utcp.stack;

/** When a SYN is answered with a cookie (RFC 4987 3.6) instead of an entry in the SYN queue. */
public enum SynCookieMode {
    /** A SYN that finds no room is dropped. */
    NEVER,
    /** When the SYN queue is full or memory is short. */
    WHEN_FULL,
    /** For every SYN, as Linux does with tcp_syncookies=2. */
    ALWAYS
}
