package org.paceline.packetdrill.profile;

/** The stack that a script was written for: its defaults, its numbers of errors, its sysctl names. */
public enum Profile {
    LINUX,
    FREEBSD,
    /** No kernel: the letter of the RFCs, told by Linux's names. */
    RFC
}
