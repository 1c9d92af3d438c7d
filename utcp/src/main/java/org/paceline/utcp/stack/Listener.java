package org.paceline.utcp.stack;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.tcp.TcpConfig;

/** Who takes the connections that come to a port. Called on the stack's thread. */
public interface Listener {
    /** Settings of the connections. */
    TcpConfig config();

    /**
     * A SYN came.
     *
     * @return the user of the connection to be, or null when the backlog is full; the SYN is dropped then, and the peer
     *     will send it again
     */
    @Nullable
    ConnectionUser admit();
}
