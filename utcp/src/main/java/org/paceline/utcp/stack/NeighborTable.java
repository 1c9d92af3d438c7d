package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;
import org.paceline.nic.wire.NeighborDiscovery;

/**
 * Hardware addresses on the link: IPv4 by RFC 826 with the timing of RFC 1122 2.3.2.1, IPv6 by RFC 4861 with its
 * unreachability detection. Asks, asks again, gives up; keeps the frames for a station meanwhile. Not thread-safe.
 */
final class NeighborTable {
    /** At the bound the entry that expires first makes room: a link is a /24 more often than not. */
    private static final int MAX_NEIGHBORS = 256;

    /** RFC 1122 2.3.2.1: at most one request a second to one station. */
    private static final long RETRY_NS = 1_000_000_000L;

    private static final int MAX_REQUESTS = 3;

    /** RFC 1122 2.3.2.1 suggests a minute; the station is asked again then, and used meanwhile. */
    private static final long VALID_NS = 60_000_000_000L;

    /** RFC 4861 section 10, REACHABLE_TIME, without its random part. */
    private static final long REACHABLE_NS = 30_000_000_000L;

    /** RFC 4861 section 10, DELAY_FIRST_PROBE_TIME. */
    private static final long DELAY_NS = 5_000_000_000L;

    private static final int REQUEST_BYTES = EthernetHeader.LENGTH_BYTES + ArpPacket.LENGTH_BYTES;

    private final Neighbor[] neighbors = new Neighbor[MAX_NEIGHBORS];
    private int size;
    private final Routes routes;
    private final long localMac;
    private final DiscoveryFormat discovery;

    NeighborTable(Routes routes, long localMac) {
        this.routes = routes;
        this.localMac = localMac;
        this.discovery = new DiscoveryFormat(localMac);
    }

    @Nullable
    Neighbor find(long high, long low) {
        for (int index = 0; index < size; index++) {
            if (neighbors[index].address.is(high, low)) {
                return neighbors[index];
            }
        }
        return null;
    }

    /** The entry for a next hop; a new one is asked for at once. */
    Neighbor lookUp(IpAddress address, long nowNs) {
        Neighbor known = find(address.high(), address.low());
        if (known != null) {
            if (known.stale) {
                // RFC 4861 7.3.3: a hint from elsewhere may spare the question
                known.stale = false;
                known.inUse = true;
                known.deadlineNs = nowNs + DELAY_NS;
            }
            return known;
        }
        Neighbor neighbor = new Neighbor(address);
        neighbor.deadlineNs = nowNs;
        neighbor.sinceNs = nowNs;
        if (size == MAX_NEIGHBORS) {
            removeOldest();
        }
        neighbors[size++] = neighbor;
        return neighbor;
    }

    /** A station said which hardware address it has: always believed for an entry that we have (RFC 826). */
    void learn(long high, long low, long macAddress, long nowNs) {
        Neighbor neighbor = find(high, low);
        if (neighbor != null) {
            neighbor.macAddress = macAddress;
            neighbor.sinceNs = nowNs;
            neighbor.become(true, nowNs + VALID_NS);
        }
    }

    /** RFC 4861 7.2.3: who asks tells its own address, which does not show that it hears us. */
    void onSolicitation(long high, long low, long macAddress) {
        Neighbor neighbor = find(high, low);
        if (neighbor != null
                && macAddress != NeighborDiscovery.NO_MAC
                && (!neighbor.resolved || neighbor.macAddress != macAddress)) {
            neighbor.macAddress = macAddress;
            neighbor.become(false, 0);
        }
    }

    /** RFC 4861 7.2.5. */
    void onAdvertisement(long high, long low, long macAddress, int flags, long nowNs) {
        Neighbor neighbor = find(high, low);
        boolean told = macAddress != NeighborDiscovery.NO_MAC;
        if (neighbor == null || (!neighbor.resolved && !told)) {
            return;
        }
        boolean solicited = (flags & NeighborDiscovery.SOLICITED) != 0;
        boolean moved = neighbor.resolved && told && neighbor.macAddress != macAddress;
        if (moved && (flags & NeighborDiscovery.OVERRIDE) == 0) {
            if (!neighbor.stale && neighbor.requests == 0) {
                neighbor.become(false, 0);
            }
            return;
        }
        boolean news = moved || !neighbor.resolved;
        neighbor.macAddress = told ? macAddress : neighbor.macAddress;
        if (solicited || news) {
            neighbor.sinceNs = nowNs;
            neighbor.become(solicited, nowNs + REACHABLE_NS);
        }
    }

    /** RFC 1122 2.3.2.1, link-layer advice: frames to the station go unanswered, so everybody is asked for it again. */
    void doubt(IpAddress address, long nowNs) {
        Neighbor neighbor = find(address.high(), address.low());
        if (neighbor != null && neighbor.resolved && !neighbor.doubted) {
            neighbor.doubted = true;
            neighbor.stale = false;
            neighbor.requests = 0;
            neighbor.deadlineNs = nowNs;
        }
    }

    /** Earliest moment at which an entry wants attention. */
    long nextDeadlineNs() {
        long nextNs = Long.MAX_VALUE;
        for (int index = 0; index < size; index++) {
            Neighbor neighbor = neighbors[index];
            boolean frameReady = neighbor.resolved && neighbor.holdsFrame();
            nextNs = Math.min(nextNs, frameReady ? 0 : neighbor.deadlineNs);
        }
        return nextNs;
    }

    /** The next frame of the table's own: one that had waited, or a request; 0 for none. */
    int pollTransmit(long nowNs, ByteBuffer frame) {
        for (int index = 0; index < size; index++) {
            Neighbor neighbor = neighbors[index];
            if (neighbor.resolved && neighbor.holdsFrame()) {
                int lengthBytes = neighbor.release(frame);
                EthernetHeader.write(frame, 0, neighbor.macAddress, localMac, neighbor.etherType());
                return lengthBytes;
            }
            if (nowNs < neighbor.deadlineNs || neighbor.requests >= MAX_REQUESTS) {
                continue;
            }
            if (neighbor.ages()) {
                neighbor.become(false, 0);
            } else {
                return request(neighbor, nowNs, frame);
            }
        }
        return 0;
    }

    /** Removes a station that has not answered, and returns it; null when there is none. */
    @Nullable
    Neighbor pollUnreachable(long nowNs) {
        for (int index = 0; index < size; index++) {
            Neighbor neighbor = neighbors[index];
            if (neighbor.requests >= MAX_REQUESTS && nowNs >= neighbor.deadlineNs) {
                remove(index);
                return neighbor;
            }
        }
        return null;
    }

    private int request(Neighbor neighbor, long nowNs, ByteBuffer frame) {
        neighbor.requests++;
        neighbor.deadlineNs = nowNs + RETRY_NS;
        // RFC 1122 2.3.2.1: who has answered before is asked directly
        long destination = neighbor.resolved && !neighbor.doubted ? neighbor.macAddress : MacAddress.BROADCAST;
        IpAddress source = routes.sourceFor(neighbor.address);
        if (source == null) {
            return 0;
        }
        if (!source.isIpv4()) {
            return neighbor.resolved && !neighbor.doubted
                    ? discovery.probe(frame, source, neighbor.address, neighbor.macAddress)
                    : discovery.solicitation(frame, source, neighbor.address);
        }
        EthernetHeader.write(frame, 0, destination, localMac, EthernetHeader.TYPE_ARP);
        ArpPacket.write(
                frame,
                EthernetHeader.LENGTH_BYTES,
                ArpPacket.REQUEST,
                localMac,
                source.ipv4(),
                0,
                neighbor.address.ipv4());
        return REQUEST_BYTES;
    }

    private void removeOldest() {
        int oldest = 0;
        for (int index = 1; index < size; index++) {
            if (neighbors[index].sinceNs < neighbors[oldest].sinceNs) {
                oldest = index;
            }
        }
        remove(oldest);
    }

    private void remove(int index) {
        size--;
        neighbors[index] = neighbors[size];
    }
}
