package org.paceline.utcp.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paceline.nic.wire.IpAddress;

/**
 * What is known of the MTU to destinations behind narrow links (RFC 1191 6.2, RFC 8201 5.2), for connections to come.
 * At the bound what was learned first is forgotten. Not thread-safe.
 */
final class PathMtuTable {
    private static final int MAX_DESTINATIONS = 1_024;

    /** RFC 1191 6.3. */
    private static final long VALID_NS = 600L * 1_000_000_000;

    private record Known(int mtuBytes, long untilNs) {}

    private final Map<IpAddress, Known> destinations = new LinkedHashMap<>();

    void learn(IpAddress destination, int mtuBytes, long nowNs) {
        if (destinations.size() == MAX_DESTINATIONS && !destinations.containsKey(destination)) {
            destinations.remove(destinations.keySet().iterator().next());
        }
        destinations.put(destination, new Known(mtuBytes, nowNs + VALID_NS));
    }

    /** The MTU to a destination; {@link Integer#MAX_VALUE} when nothing is known. */
    int find(IpAddress destination, long nowNs) {
        Known known = destinations.get(destination);
        if (known == null) {
            return Integer.MAX_VALUE;
        }
        if (nowNs >= known.untilNs()) {
            destinations.remove(destination);
            return Integer.MAX_VALUE;
        }
        return known.mtuBytes();
    }
}
