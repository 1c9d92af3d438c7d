package org.paceline.utcp.stack;

import java.util.ArrayList;
import java.util.List;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.IpPrefix;

/**
 * Where a stack stands on its link.
 *
 * @param addresses ours, each with the length of its network's prefix; at most one of them IPv4
 * @param gateways next hops for everything outside of the prefixes, at most one of a family
 * @param quiet whether nothing is sent of one's own accord: no duplicate address detection, no router solicitation
 */
public record LocalNetwork(List<IpPrefix> addresses, List<IpAddress> gateways, boolean quiet) {
    /** Each address is compared with the destination of each packet that came. */
    private static final int MAX_ADDRESSES = 16;

    public LocalNetwork {
        addresses = List.copyOf(addresses);
        gateways = List.copyOf(gateways);
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException("a stack has 1 to " + MAX_ADDRESSES + " addresses");
        }
        if (addresses.stream().filter(prefix -> prefix.address().isIpv4()).count() > 1) {
            throw new IllegalArgumentException("a stack has one IPv4 address, and not " + addresses);
        }
        for (IpPrefix prefix : addresses) {
            IpAddress address = prefix.address();
            if (IpAddress.isNobodys(address.high(), address.low()) || address.isLoopback()) {
                throw new IllegalArgumentException(address + " is no address that one station on a link can have");
            }
        }
        requireOnLink(addresses, gateways);
    }

    private static void requireOnLink(List<IpPrefix> addresses, List<IpAddress> gateways) {
        long ipv4Gateways = gateways.stream().filter(IpAddress::isIpv4).count();
        if (ipv4Gateways > 1 || gateways.size() - ipv4Gateways > 1) {
            throw new IllegalArgumentException("a stack has one gateway of a family, and not " + gateways);
        }
        for (IpAddress gateway : gateways) {
            List<IpPrefix> family = addresses.stream()
                    .filter(prefix -> prefix.address().isIpv4() == gateway.isIpv4())
                    .toList();
            boolean onLink = (gateway.isLinkLocal() && !family.isEmpty())
                    || family.stream().anyMatch(prefix -> prefix.contains(gateway));
            if (!onLink) {
                throw new IllegalArgumentException("the gateway " + gateway + " is outside of "
                        + String.join(
                                ", ",
                                (family.isEmpty() ? addresses : family)
                                        .stream().map(IpPrefix::toString).toList())
                        + ": give one that stands on the link");
            }
        }
    }

    public static LocalNetwork of(IpPrefix... addresses) {
        return new LocalNetwork(List.of(addresses), List.of(), false);
    }

    /** Reads addresses such as {@code 10.0.0.2/24} and {@code 2001:db8::2/64}. */
    public static LocalNetwork parse(String... addresses) {
        return new LocalNetwork(List.of(addresses).stream().map(IpPrefix::parse).toList(), List.of(), false);
    }

    public LocalNetwork withGateway(IpAddress gateway) {
        List<IpAddress> more = new ArrayList<>(gateways);
        more.add(gateway);
        return new LocalNetwork(addresses, more, quiet);
    }

    /** For tests and experiments whose every frame is accounted for. */
    public LocalNetwork withQuiet(boolean changed) {
        return new LocalNetwork(addresses, gateways, changed);
    }
}
