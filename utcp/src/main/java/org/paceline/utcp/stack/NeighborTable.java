package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.ArpPacket;
import org.paceline.nic.wire.EthernetHeader;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.MacAddress;

/**
 * Hardware addresses on the link by RFC 826, with the timing of RFC 1122 2.3.2.1. Asks, asks again, gives up; keeps the
 * first frame for a station meanwhile. Not thread-safe.
 */
final class NeighborTable {
    /** At the bound the entry that expires first makes room: a link is a /24 more often than not. */
    private static final int MAX_NEIGHBORS = 256;

    /** RFC 1122 2.3.2.1: at most one request a second to one station. */
    private static final long RETRY_NS = 1_000_000_000L;

    private static final int MAX_REQUESTS = 3;

    /** RFC 1122 2.3.2.1 suggests a minute; the station is asked again then, and used meanwhile. */
    private static final long VALID_NS = 60_000_000_000L;

    private static final int REQUEST_BYTES = EthernetHeader.LENGTH_BYTES + ArpPacket.LENGTH_BYTES;

    private final Neighbor[] neighbors = new Neighbor[MAX_NEIGHBORS];
    private int size;
    private final Routes routes;
    private final long localMac;

    NeighborTable(Routes routes, long localMac) {
        this.routes = routes;
        this.localMac = localMac;
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
            return known;
        }
        Neighbor neighbor = new Neighbor(address);
        neighbor.deadlineNs = nowNs;
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
            neighbor.resolved = true;
            neighbor.doubted = false;
            neighbor.requests = 0;
            neighbor.deadlineNs = nowNs + VALID_NS;
        }
    }

    /** RFC 1122 2.3.2.1, link-layer advice: frames to the station go unanswered, so everybody is asked for it again. */
    void doubt(IpAddress address, long nowNs) {
        Neighbor neighbor = find(address.high(), address.low());
        if (neighbor != null && neighbor.resolved && !neighbor.doubted) {
            neighbor.doubted = true;
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
            if (nowNs >= neighbor.deadlineNs && neighbor.requests < MAX_REQUESTS) {
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
            if (neighbors[index].deadlineNs < neighbors[oldest].deadlineNs) {
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
