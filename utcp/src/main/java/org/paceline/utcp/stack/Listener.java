package org.paceline.utcp.stack;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.tcp.TcpConfig;

/** Who takes the connections that come to a port. Called on the stack's thread. */
public interface Listener {
    /** Settings of the connections. */
    TcpConfig config();

    /** Whether nobody more would be admitted now: SYNs are dropped then, and peers send them again. */
    default boolean full() {
        return false;
    }

    /**
     * A handshake is complete.
     *
     * @return the user of the connection to be, or null when too many wait to be accepted; the SYN-ACK will leave again
     *     then, and the peer will answer it again
     */
    @Nullable
    ConnectionUser admit();
}
