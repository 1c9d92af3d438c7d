package org.paceline.utcp.stack;

import java.util.function.UnaryOperator;

/**
 * Settings of one stack, which has one interface.
 *
 * @param network our addresses and gateways
 * @param maxConnections bound of the connection table, in which those in TIME-WAIT have no part once they are closed;
 *     at the bound connects fail and SYNs are dropped
 * @param secretLow lower half of the secret behind sequence numbers, ports and timestamps (RFC 6528 section 3)
 * @param secretHigh upper half
 * @param defence bounds against attack and overload
 */
public record StackConfig(
        LocalNetwork network, int maxConnections, long secretLow, long secretHigh, DefenceConfig defence) {
    /** What 16 bits of ephemeral ports to one peer could use; each connection has buffers of its own besides. */
    private static final int DEFAULT_MAX_CONNECTIONS = 16_384;

    public StackConfig {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("a stack has room for at least one connection");
        }
    }

    public static StackConfig of(LocalNetwork network, long secretLow, long secretHigh) {
        return new StackConfig(network, DEFAULT_MAX_CONNECTIONS, secretLow, secretHigh, DefenceConfig.defaults());
    }

    public StackConfig withMaxConnections(int changed) {
        return new StackConfig(network, changed, secretLow, secretHigh, defence);
    }

    public StackConfig withDefence(UnaryOperator<DefenceConfig> change) {
        return new StackConfig(network, maxConnections, secretLow, secretHigh, change.apply(defence));
    }
}
