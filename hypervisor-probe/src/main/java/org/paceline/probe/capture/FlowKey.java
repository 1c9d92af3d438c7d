package org.paceline.probe.capture;

import org.paceline.nic.wire.Ipv4Address;

/**
 * One direction of a TCP connection.
 *
 * @param source IPv4 address
 * @param sourcePort 0 to 65535
 * @param destination IPv4 address
 * @param destinationPort 0 to 65535
 */
public record FlowKey(int source, int sourcePort, int destination, int destinationPort) {
    /** The other direction of the same connection. */
    public FlowKey reversed() {
        return new FlowKey(destination, destinationPort, source, sourcePort);
    }

    @Override
    public String toString() {
        return Ipv4Address.text(source) + ":" + sourcePort + " > " + Ipv4Address.text(destination) + ":"
                + destinationPort;
    }
}
