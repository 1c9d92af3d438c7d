package org.paceline.utcp.simulation;

import java.util.List;
import org.paceline.nic.memory.LinkModel;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * Everything that a run depends on.
 *
 * @param seed luck of the links, and what the users write
 * @param ipv6 whether the hosts speak IPv6 and not IPv4
 * @param forth the path from host a to host b
 * @param back the path from b to a
 * @param configA settings of the connections at host a
 * @param configB settings at host b
 * @param tickNs both hosts see time in steps of this size; 1 for a perfect clock
 * @param restartNs when host b loses its memory and starts anew; {@link Long#MAX_VALUE} for never
 * @param shrink what becomes of windows on their way from b to a
 * @param faithful whether what arrives is compared with what was sent, which unseen damage forbids
 * @param conversations the connections
 */
record Scenario(
        long seed,
        boolean ipv6,
        LinkModel forth,
        LinkModel back,
        TcpConfig configA,
        TcpConfig configB,
        long tickNs,
        long restartNs,
        WindowShrink shrink,
        boolean faithful,
        List<ConversationPlan> conversations) {
    /** Whether every conversation must come to its planned end. */
    boolean undisturbed() {
        return restartNs == Long.MAX_VALUE && faithful;
    }
}
