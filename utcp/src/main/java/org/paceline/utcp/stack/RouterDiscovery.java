package org.paceline.utcp.stack;

import java.nio.ByteBuffer;
import org.paceline.nic.wire.IpAddress;

/**
 * Looks for an IPv6 router when none is configured, RFC 4861 6.3: asks three times, and takes the first one that
 * advertises itself until its lifetime ends. Not thread-safe.
 */
final class RouterDiscovery {
    /** RFC 4861 section 10, MAX_RTR_SOLICITATIONS. */
    private static final int MAX_SOLICITATIONS = 3;

    /** RFC 4861 section 10, RTR_SOLICITATION_INTERVAL. */
    private static final long INTERVAL_NS = 4_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long NEVER_NS = Long.MAX_VALUE;

    /** Due at once, whatever the clock says. */
    private static final long AT_ONCE_NS = Long.MIN_VALUE;

    private final Routes routes;
    private final DiscoveryFormat format;
    private int solicitations;
    private long solicitNs;
    private long expiryNs = NEVER_NS;

    RouterDiscovery(Routes routes, DiscoveryFormat format, boolean quiet) {
        this.routes = routes;
        this.format = format;
        this.solicitNs = quiet || !routes.wantsRouter() ? NEVER_NS : AT_ONCE_NS;
    }

    long nextDeadlineNs(long nowNs) {
        return Math.max(nowNs, Math.min(solicitNs, expiryNs));
    }

    /** A router solicitation when one is due, else 0. */
    int pollTransmit(long nowNs, ByteBuffer frame) {
        if (nowNs < solicitNs) {
            return 0;
        }
        IpAddress linkLocal = routes.linkLocal();
        solicitations++;
        solicitNs = solicitations < MAX_SOLICITATIONS ? nowNs + INTERVAL_NS : NEVER_NS;
        return linkLocal == null ? 0 : format.routerSolicitation(frame, linkLocal);
    }

    void handleTimeouts(long nowNs) {
        if (nowNs >= expiryNs) {
            forget();
        }
    }

    void onAdvertisement(long nowNs, IpAddress router, int lifetimeSeconds) {
        solicitNs = NEVER_NS;
        IpAddress known = routes.learnedRouter();
        if (known != null && !known.equals(router)) {
            return;
        }
        // RFC 4861 6.3.4: a lifetime of 0 says that it is no default router any more
        if (lifetimeSeconds == 0) {
            forget();
        } else if (routes.wantsRouter()) {
            routes.learnRouter(router);
            expiryNs = nowNs + lifetimeSeconds * SECOND_NS;
        }
    }

    /** RFC 4861 6.3.6: a router that does not answer makes room for another one. */
    void onUnreachable(IpAddress station) {
        if (station.equals(routes.learnedRouter())) {
            forget();
        }
    }

    private void forget() {
        routes.learnRouter(null);
        expiryNs = NEVER_NS;
    }
}
