package org.paceline.utcp.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;

/**
 * What a client remembers of its servers for Fast Open, RFC 7413 4.1.3: cookie, MSS, and SYNs that were lost. Holds
 * {@link #MAX_SERVERS}; the one that was not asked for longest makes room. Not thread-safe.
 */
final class FastOpenCache {
    static final int MAX_SERVERS = 1_024;

    private static final long MINUTE_NS = 60_000_000_000L;

    /** A path that drops SYNs with the option is left alone for 2, 4, 8 minutes and so on, an hour at the most. */
    private static final int MAX_DOUBLINGS = 6;

    /** What is known of one server. */
    static final class Entry {
        private static final byte[] NO_COOKIE = {};

        private byte[] cookie = NO_COOKIE;
        private boolean experimental;
        private int segmentBytes = -1;
        private int losses;
        private long silentUntilNs = Long.MIN_VALUE;

        /** Empty when only losses are known. */
        byte[] cookie() {
            return cookie;
        }

        boolean experimental() {
            return experimental;
        }

        /** MSS of the server's SYN-ACK, -1 when it had none. */
        int segmentBytes() {
            return segmentBytes;
        }

        /** Until when its SYNs go without the option. */
        long silentUntilNs() {
            return silentUntilNs;
        }
    }

    private final Map<IpAddress, Entry> servers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Entry> eldest) {
            return size() > MAX_SERVERS;
        }
    };

    @Nullable
    Entry find(IpAddress server) {
        return servers.get(server);
    }

    void cookieCame(IpAddress server, byte[] cookie, boolean experimental, int segmentBytes) {
        Entry entry = servers.computeIfAbsent(server, key -> new Entry());
        entry.cookie = cookie;
        entry.experimental = experimental;
        entry.segmentBytes = segmentBytes;
        entry.losses = 0;
        entry.silentUntilNs = Long.MIN_VALUE;
    }

    /** RFC 7413 4.1.3.1: one loss may be chance, more of them in a row are the path's way with the option. */
    void synWasLost(IpAddress server, long nowNs) {
        Entry entry = servers.computeIfAbsent(server, key -> new Entry());
        entry.losses++;
        if (entry.losses > 1) {
            entry.silentUntilNs = nowNs + (MINUTE_NS << Math.min(MAX_DOUBLINGS, entry.losses - 1));
        }
    }
}
