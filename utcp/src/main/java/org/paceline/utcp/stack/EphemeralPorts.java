package org.paceline.utcp.stack;

import java.util.function.IntPredicate;

/** Ports for connections of ours, RFC 6056 3.3.3. Not thread-safe. */
final class EphemeralPorts {
    /** RFC 6335 section 6: the dynamic ports. */
    static final int FIRST = 49_152;

    static final int COUNT = 65_536 - FIRST;

    private int connects;

    /**
     * From an offset that differs with the peer, the next port in turn that is free.
     *
     * @throws StackException when none is
     */
    int next(int offset, IntPredicate free) {
        for (int attempt = 0; attempt < COUNT; attempt++) {
            int port = FIRST + ((offset + connects++) & 0x7fff_ffff) % COUNT;
            if (free.test(port)) {
                return port;
            }
        }
        throw new StackException("no ephemeral port to this peer is free");
    }
}
