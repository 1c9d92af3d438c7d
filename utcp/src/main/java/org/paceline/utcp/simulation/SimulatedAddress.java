package org.paceline.utcp.simulation;

import org.paceline.nic.wire.IpAddress;

/** Where the hosts of a simulation live, in either family, and where they listen. */
enum SimulatedAddress {
    A("10.0.0.1/24", "fd00::1/64"),
    B("10.0.0.2/24", "fd00::2/64");

    static final int PORT = 5_201;

    private final String ipv4;
    private final String ipv6;

    SimulatedAddress(String ipv4, String ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** What {@link org.paceline.utcp.stack.LocalNetwork#parse} takes. */
    String network(boolean six) {
        return six ? ipv6 : ipv4;
    }

    IpAddress address(boolean six) {
        String network = network(six);
        return IpAddress.parse(network.substring(0, network.indexOf('/')));
    }
}
