package org.paceline.utcp.stack;

import java.util.function.UnaryOperator;
import org.paceline.nic.wire.Ipv4Address;
import org.paceline.nic.wire.Ipv4Prefix;

/**
 * Settings of one stack, which has one interface and one address.
 *
 * @param address our address with the length of its network's prefix
 * @param gatewayAddress next hop for everything outside the prefix, 0 for none
 * @param maxConnections bound of the connection table; at the bound connects fail and SYNs are dropped
 * @param secretLow lower half of the secret behind sequence numbers, ports and timestamps (RFC 6528 section 3)
 * @param secretHigh upper half
 * @param defence bounds against attack and overload
 */
public record StackConfig(
        Ipv4Prefix address,
        int gatewayAddress,
        int maxConnections,
        long secretLow,
        long secretHigh,
        DefenceConfig defence) {
    /** What 16 bits of ephemeral ports to one peer could use; each connection has buffers of its own besides. */
    private static final int DEFAULT_MAX_CONNECTIONS = 16_384;

    public StackConfig {
        if (gatewayAddress != 0 && !address.contains(gatewayAddress)) {
            throw new IllegalArgumentException("the gateway " + Ipv4Address.text(gatewayAddress)
                    + " is outside of " + Ipv4Address.text(address.address()) + "/" + address.lengthBits()
                    + ": give one that stands on the link");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("a stack has room for at least one connection");
        }
    }

    public static StackConfig of(Ipv4Prefix address, int gatewayAddress, long secretLow, long secretHigh) {
        return new StackConfig(
                address, gatewayAddress, DEFAULT_MAX_CONNECTIONS, secretLow, secretHigh, DefenceConfig.defaults());
    }

    public StackConfig withMaxConnections(int changed) {
        return new StackConfig(address, gatewayAddress, changed, secretLow, secretHigh, defence);
    }

    public StackConfig withDefence(UnaryOperator<DefenceConfig> change) {
        return new StackConfig(address, gatewayAddress, maxConnections, secretLow, secretHigh, change.apply(defence));
    }
}
