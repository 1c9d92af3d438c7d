package org.paceline.utcp.tcp;

/** Which segments with data carry PSH (RFC 9293 3.9.1.2). */
public enum PushRule {
    /** The last segment of what is written, as the RFC has it and FreeBSD does. */
    END_OF_QUEUE,
    /** As Linux: besides, the last of two or more segments that leave together, which half the peer's window bounds. */
    END_OF_BURST
}
