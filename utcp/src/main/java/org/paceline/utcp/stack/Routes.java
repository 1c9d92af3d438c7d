package org.paceline.utcp.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpPrefix;

/** Which addresses are ours, which one speaks to a peer, and by which next hop. Not thread-safe. */
final class Routes {
    private static final int LINK_LOCAL_PREFIX_BITS = 64;

    private final List<IpPrefix> addresses;
    private final List<IpAddress> gateways;
    private @Nullable IpAddress learnedRouter;

    Routes(LocalNetwork network, long macAddress) {
        this.addresses = new ArrayList<>(network.addresses());
        this.gateways = network.gateways();
        // RFC 4291 2.8: who speaks IPv6 has a link-local address
        if (speaksIpv6()
                && addresses.stream().noneMatch(prefix -> prefix.address().isLinkLocal())) {
            addresses.add(new IpPrefix(IpAddress.linkLocal(macAddress), LINK_LOCAL_PREFIX_BITS));
        }
    }

    boolean speaksIpv6() {
        return !ipv6Addresses().isEmpty();
    }

    List<IpAddress> ipv6Addresses() {
        return addresses.stream()
                .map(IpPrefix::address)
                .filter(address -> !address.isIpv4())
                .toList();
    }

    /** Our link-local address; null when we speak no IPv6. */
    @Nullable
    IpAddress linkLocal() {
        for (IpPrefix prefix : addresses) {
            if (prefix.address().isLinkLocal()) {
                return prefix.address();
            }
        }
        return null;
    }

    /** Somebody else has the address: it is ours no longer. */
    void giveUp(IpAddress address) {
        addresses.removeIf(prefix -> prefix.address().equals(address));
    }

    /** Whether a router that advertises itself is welcome: we speak IPv6, and none is configured for it. */
    boolean wantsRouter() {
        return speaksIpv6() && gateways.stream().allMatch(IpAddress::isIpv4);
    }

    /** The router that has advertised itself; null for none. */
    @Nullable
    IpAddress learnedRouter() {
        return learnedRouter;
    }

    void learnRouter(@Nullable IpAddress router) {
        learnedRouter = router;
    }

    /** RFC 4291 2.8: all nodes, and the solicited-node group of each of our addresses. */
    boolean isGroupOfOurs(long high, long low) {
        if (IpAddress.ALL_NODES.is(high, low)) {
            return speaksIpv6();
        }
        for (int index = 0; index < addresses.size(); index++) {
            IpAddress address = addresses.get(index).address();
            if (!address.isIpv4() && address.isSolicitedBy(high, low)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a packet to the address is for us; the address as {@link IpAddress} has it. */
    boolean isOurs(long high, long low) {
        return find(high, low) != null;
    }

    /** Our address that equals this one, so that nothing is made for it; null for none. */
    @Nullable
    IpAddress find(long high, long low) {
        for (int index = 0; index < addresses.size(); index++) {
            IpAddress address = addresses.get(index).address();
            if (address.is(high, low)) {
                return address;
            }
        }
        return null;
    }

    /** The station on the link that packets to the address go to; null when nothing leads there. */
    @Nullable
    IpAddress nextHop(IpAddress destination) {
        for (int index = 0; index < addresses.size(); index++) {
            if (addresses.get(index).contains(destination)) {
                return destination;
            }
        }
        // RFC 4291 2.5.6: packets between link-local addresses stay on the link
        return destination.isLinkLocal() ? linkLocalHop(destination) : gateway(destination.isIpv4());
    }

    private @Nullable IpAddress linkLocalHop(IpAddress destination) {
        return speaksIpv6() ? destination : null;
    }

    private @Nullable IpAddress gateway(boolean ipv4) {
        for (int index = 0; index < gateways.size(); index++) {
            if (gateways.get(index).isIpv4() == ipv4) {
                return gateways.get(index);
            }
        }
        return ipv4 ? null : learnedRouter;
    }

    /** RFC 6724 section 5, rules 2 and 8: ours of the same scope that has the most bits in common; null for none. */
    @Nullable
    IpAddress sourceFor(IpAddress destination) {
        IpAddress best = null;
        for (int index = 0; index < addresses.size(); index++) {
            IpAddress candidate = addresses.get(index).address();
            if (candidate.isIpv4() == destination.isIpv4() && (best == null || better(candidate, best, destination))) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean better(IpAddress candidate, IpAddress best, IpAddress destination) {
        boolean linkScope = destination.isLinkLocal();
        if (candidate.isLinkLocal() != best.isLinkLocal()) {
            return candidate.isLinkLocal() == linkScope;
        }
        return commonBits(candidate, destination) > commonBits(best, destination);
    }

    private static int commonBits(IpAddress one, IpAddress other) {
        int bits = Long.numberOfLeadingZeros(one.high() ^ other.high());
        return bits < Long.SIZE ? bits : bits + Long.numberOfLeadingZeros(one.low() ^ other.low());
    }
}
