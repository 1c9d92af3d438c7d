package org.paceline.utcp.stack;

import java.util.HashMap;
import java.util.Map;
import org.paceline.nic.wire.FastOpenOption;
import org.paceline.nic.wire.IpAddress;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.utcp.tcp.FastOpen;
import org.paceline.utcp.tcp.FastOpenConfig;
import org.paceline.utcp.tcp.FastOpenMemory;
import org.paceline.utcp.tcp.TcpConnection;

/** Decides what Fast Open does with a SYN of ours or of a peer, RFC 7413 4.2. Not thread-safe. */
final class FastOpenPolicy {
    private static final byte[] NO_COOKIE = {};

    private final FastOpenCookies cookies;
    private final FastOpenCache cache = new FastOpenCache();

    /** Connections of a listener's port that took data and whose handshake goes on. */
    private final Map<Integer, Integer> pending = new HashMap<>();

    FastOpenPolicy(long keyLow, long keyHigh) {
        cookies = new FastOpenCookies(keyLow, keyHigh);
    }

    FastOpenCookies cookies() {
        return cookies;
    }

    FastOpenCache cache() {
        return cache;
    }

    /** A connection of ours is about to be opened. */
    void connecting(long nowNs, FastOpenConfig config, IpAddress server, TcpConnection connection) {
        if (!config.client()) {
            return;
        }
        FastOpenCache.Entry known = cache.find(server);
        if (known != null && nowNs < known.silentUntilNs()) {
            return;
        }
        ClientMemory memory = new ClientMemory(cache, server);
        if (known != null && known.cookie().length > 0) {
            connection.useFastOpen(
                    FastOpen.offering(memory, known.cookie(), known.experimental(), known.segmentBytes()));
        } else if (!config.cookieRequired()) {
            connection.useFastOpen(FastOpen.offering(memory, NO_COOKIE, false, -1));
        } else {
            connection.useFastOpen(FastOpen.asking(memory, config.experimentalOption()));
        }
    }

    /** What the connection for a peer's SYN is to do. */
    FastOpen accepting(
            FastOpenConfig config, IpAddress client, IpAddress server, TcpHeader syn, FastOpenOption option) {
        int port = syn.destinationPort();
        boolean concerned = option.present() || (!config.cookieRequired() && syn.payloadBytes() > 0);
        if (!config.server() || !concerned || pending(port) >= config.maxPending()) {
            return FastOpen.NONE; // RFC 7413 4.2.2: as if there were no option; the data is sent again
        }
        return decide(config, client, server, option, port);
    }

    private FastOpen decide(
            FastOpenConfig config, IpAddress client, IpAddress server, FastOpenOption option, int port) {
        if (!config.cookieRequired()) {
            return take(port, NO_COOKIE, false);
        }
        FastOpenCookies.Verdict verdict = cookies.judge(option, client, server);
        return switch (verdict) {
            case VALID -> take(port, NO_COOKIE, false);
            case OLD -> take(port, cookies.cookie(client, server), option.experimental());
            case INVALID -> FastOpen.answering(cookies.cookie(client, server), option.experimental());
        };
    }

    private FastOpen take(int port, byte[] newCookie, boolean experimental) {
        pending.merge(port, 1, Integer::sum);
        return FastOpen.taking(new PendingMemory(port), newCookie, experimental);
    }

    int pending(int port) {
        return pending.getOrDefault(port, 0);
    }

    private record ClientMemory(FastOpenCache cache, IpAddress server) implements FastOpenMemory {
        @Override
        public void cookieCame(FastOpenOption cookie, int peerSegmentBytes) {
            byte[] bytes = new byte[cookie.cookieBytes()];
            cookie.copyCookie(bytes);
            cache.cookieCame(server, bytes, cookie.experimental(), peerSegmentBytes);
        }

        @Override
        public void synWasLost(long nowNs) {
            cache.synWasLost(server, nowNs);
        }

        @Override
        public void handshakeOver() {}
    }

    private final class PendingMemory implements FastOpenMemory {
        private final int port;

        PendingMemory(int port) {
            this.port = port;
        }

        @Override
        public void cookieCame(FastOpenOption cookie, int peerSegmentBytes) {}

        @Override
        public void synWasLost(long nowNs) {}

        @Override
        public void handshakeOver() {
            pending.computeIfPresent(port, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
