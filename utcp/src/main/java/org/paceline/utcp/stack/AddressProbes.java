package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.paceline.nic.wire.IpAddress;

/**
 * Duplicate address detection, RFC 4862 5.4: every IPv6 address of ours is asked for once, and given up when somebody
 * claims it within a second. It is used meanwhile, as RFC 4429 would have it. Not thread-safe.
 */
final class AddressProbes {
    /** RFC 4861 section 10, RETRANS_TIMER: how long a rival has to answer. */
    private static final long PATIENCE_NS = 1_000_000_000L;

    private static final long NOT_SENT = Long.MIN_VALUE;

    private final Routes routes;
    private final DiscoveryFormat format;
    private final StackCounters counters;
    private final List<IpAddress> unsent = new ArrayList<>();
    private long lastSentNs = NOT_SENT;

    AddressProbes(Routes routes, DiscoveryFormat format, StackCounters counters, boolean quiet) {
        this.routes = routes;
        this.format = format;
        this.counters = counters;
        if (!quiet) {
            unsent.addAll(routes.ipv6Addresses());
        }
    }

    /** Whether a probe wants to leave at once. */
    boolean due() {
        return !unsent.isEmpty();
    }

    /** The next probe; 0 when all have left. */
    int pollTransmit(long nowNs, ByteBuffer frame) {
        if (unsent.isEmpty()) {
            return 0;
        }
        lastSentNs = nowNs;
        return format.duplicateProbe(frame, unsent.remove(0));
    }

    /**
     * Somebody else has our address, or wants it.
     *
     * @return whether it was on trial, and is ours no longer
     */
    boolean onRival(long nowNs, IpAddress own) {
        boolean onTrial = unsent.contains(own) || (lastSentNs != NOT_SENT && nowNs - lastSentNs < PATIENCE_NS);
        counters.duplicateAddresses++;
        if (onTrial) {
            // RFC 4862 5.4.5: the address must not be used
            unsent.remove(own);
            routes.giveUp(own);
        }
        return onTrial;
    }
}
