package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.IpAddress;

/** What a stack does as a host on an IPv6 link: the way of packets upward, and what it sends of its own accord. */
final class Ipv6Host {
    private final AddressProbes probes;
    private final RouterDiscovery routers;
    private final Ipv6Arrives arrives;

    Ipv6Host(
            Routes routes,
            NeighborTable neighbors,
            ReplyQueue replies,
            StackCounters counters,
            IcmpErrors pathErrors,
            long localMac,
            boolean quiet) {
        DiscoveryFormat format = new DiscoveryFormat(localMac);
        this.probes = new AddressProbes(routes, format, counters, quiet);
        this.routers = new RouterDiscovery(routes, format, quiet);
        DiscoveryArrives discovery =
                new DiscoveryArrives(routes, neighbors, probes, routers, replies, counters, localMac);
        this.arrives = new Ipv6Arrives(
                routes, counters, new Icmpv6Handler(discovery, replies, counters, pathErrors, localMac));
    }

    Ipv6Arrives arrives() {
        return arrives;
    }

    void handleTimeouts(long nowNs) {
        routers.handleTimeouts(nowNs);
    }

    /** A station on the link has not answered. */
    void onUnreachable(IpAddress station) {
        routers.onUnreachable(station);
    }

    /** A probe or a router solicitation that is due; 0 for none. */
    int pollTransmit(long nowNs, ByteBuffer frame) {
        int lengthBytes = probes.pollTransmit(nowNs, frame);
        return lengthBytes > 0 ? lengthBytes : routers.pollTransmit(nowNs, frame);
    }

    long nextDeadlineNs(long nowNs) {
        return probes.due() ? nowNs : routers.nextDeadlineNs(nowNs);
    }
}
