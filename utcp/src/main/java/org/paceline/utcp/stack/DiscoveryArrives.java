package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpHeader;
import org.paceline.nic.wire.NeighborDiscovery;

/**
 * Messages of neighbour discovery, RFC 4861: solicitations are answered, advertisements believed within section 7.2.5,
 * routers taken for a gateway when none is configured. Redirects are not followed.
 */
final class DiscoveryArrives {
    private final Routes routes;
    private final NeighborTable neighbors;
    private final AddressProbes probes;
    private final RouterDiscovery routers;
    private final ReplyQueue replies;
    private final StackCounters counters;
    private final DiscoveryFormat format;
    private final long localMac;
    private final NeighborDiscovery message = new NeighborDiscovery();

    DiscoveryArrives(
            Routes routes,
            NeighborTable neighbors,
            AddressProbes probes,
            RouterDiscovery routers,
            ReplyQueue replies,
            StackCounters counters,
            long localMac) {
        this.routes = routes;
        this.neighbors = neighbors;
        this.probes = probes;
        this.routers = routers;
        this.replies = replies;
        this.counters = counters;
        this.localMac = localMac;
        this.format = new DiscoveryFormat(localMac);
    }

    /** The checksum holds already. */
    void handle(long nowNs, EthernetHeader ethernet, IpHeader ip, ByteBuffer frame) {
        if (!message.wrap(frame, ip.payloadOffset(), ip.payloadBytes()) || !message.valid(ip)) {
            counters.malformedDiscovery++;
            return;
        }
        if (ethernet.source() == localMac) {
            return; // RFC 4862 5.4.3: our own probe came back, which says nothing
        }
        switch (message.type()) {
            case NeighborDiscovery.NEIGHBOR_SOLICITATION -> onSolicitation(nowNs, ethernet, ip);
            case NeighborDiscovery.NEIGHBOR_ADVERTISEMENT -> onAdvertisement(nowNs);
            case NeighborDiscovery.ROUTER_ADVERTISEMENT -> onRouter(nowNs, ip);
            default -> counters.notForUs++;
        }
    }

    private void onSolicitation(long nowNs, EthernetHeader ethernet, IpHeader ip) {
        IpAddress own = routes.find(message.targetHigh(), message.targetLow());
        if (own == null || own.isIpv4()) {
            return;
        }
        long askerMac = message.sourceMac() == NeighborDiscovery.NO_MAC ? ethernet.source() : message.sourceMac();
        if (IpAddress.isUnspecified(ip.sourceHigh(), ip.sourceLow())) {
            // RFC 4862 5.4.3: who asks so wants the address; it is defended, or both had begun to want it
            if (!probes.onRival(nowNs, own)) {
                IpAddress everybody = IpAddress.ALL_NODES;
                answer(own, everybody, everybody.multicastMac(), NeighborDiscovery.OVERRIDE);
            }
            return;
        }
        neighbors.onSolicitation(ip.sourceHigh(), ip.sourceLow(), message.sourceMac());
        answer(own, ip.source(), askerMac, NeighborDiscovery.SOLICITED | NeighborDiscovery.OVERRIDE);
    }

    private void answer(IpAddress own, IpAddress asker, long askerMac, int flags) {
        if (replies.full()) {
            counters.repliesDropped++;
            return;
        }
        replies.add(format.advertisement(replies.next(), own, asker, askerMac, flags));
    }

    private void onAdvertisement(long nowNs) {
        IpAddress own = routes.find(message.targetHigh(), message.targetLow());
        if (own != null) {
            probes.onRival(nowNs, own);
            return;
        }
        neighbors.onAdvertisement(
                message.targetHigh(), message.targetLow(), message.targetMac(), message.flags(), nowNs);
    }

    /** RFC 4861 6.3.4. */
    private void onRouter(long nowNs, IpHeader ip) {
        routers.onAdvertisement(nowNs, ip.source(), message.routerLifetimeSeconds());
        neighbors.onSolicitation(ip.sourceHigh(), ip.sourceLow(), message.sourceMac());
    }
}
