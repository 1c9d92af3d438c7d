package org.paceline.probe.capture;

import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.Ipv4Header;

/** One direction of a TCP or UDP conversation, of either family of addresses; ports are 0 to 65535. */
public record FlowTuple(int protocol, IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    public FlowTuple reversed() {
        return new FlowTuple(protocol, destination, destinationPort, source, sourcePort);
    }

    public boolean isTcp() {
        return protocol == Ipv4Header.PROTOCOL_TCP;
    }

    @Override
    public String toString() {
        return (isTcp() ? "tcp " : "udp ") + end(source, sourcePort) + " > " + end(destination, destinationPort);
    }

    private static String end(IpAddress address, int port) {
        return (address.isIpv4() ? address.toString() : "[" + address + "]") + ":" + port;
    }
}
