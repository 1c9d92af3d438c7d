package org.paceline.utcp.tcp;

/** What becomes of a segment that carries both SYN and FIN, which RFC 9293 allows and hardly anybody sends. */
public enum SynFinRule {
    /** RFC 9293 3.10.7: as any other SYN. */
    TAKE,
    /** Linux: nothing answers it where somebody listens; a connection treats it as any other SYN. */
    DROP_WHERE_LISTENING,
    /** FreeBSD's drop_synfin. */
    DROP
}
