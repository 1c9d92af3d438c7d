package org.paceline.utcp.tcp;

import org.paceline.nic.wire.FastOpenOption;

/** What outlives a connection of its Fast Open, RFC 7413 4.1.3; kept by the stack, told by the connection. */
public interface FastOpenMemory {
    /** The peer's SYN-ACK brought a cookie. */
    void cookieCame(FastOpenOption cookie, int peerSegmentBytes);

    /** A SYN with the option was not answered in time, and one without was: the path may drop it for its sake. */
    void synWasLost(long nowNs);

    /** The handshake of a connection that took data from the SYN is over, either way. */
    void handshakeOver();
}
