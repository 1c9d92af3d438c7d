package org.paceline.packetdrill.socket;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.paceline.pacer.control.FixedRate;
import org.paceline.packetdrill.profile.HostSettings;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.utcp.tcp.AckConfig;
import org.paceline.utcp.tcp.FastOpenConfig;
import org.paceline.utcp.tcp.LivenessConfig;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** The options of one socket, numbers by their names, and the settings of the connection that they make. */
final class SocketOptions {
    /** Linux keeps twice what was asked for, for its bookkeeping, and this at least. */
    private static final int LINUX_MIN_SEND_BUFFER = 4_608;

    private static final int LINUX_MIN_RECEIVE_BUFFER = 2_304;

    /** Kept and told, and without meaning on a host of one script. */
    private static final Set<String> HARMLESS = Set.of(
            "SO_REUSEADDR",
            "SO_REUSEPORT",
            "SO_PRIORITY",
            "SO_ZEROCOPY",
            "SO_BUSY_POLL",
            "SO_INCOMING_CPU",
            "SO_NOSIGPIPE",
            "SO_LINGER",
            "IP_RECVERR",
            "IPV6_RECVERR",
            "IPV6_V6ONLY",
            "IP_FREEBIND",
            "TCP_NOTSENT_LOWAT",
            "TCP_INQ",
            "TCP_SAVE_SYN",
            "SO_TIMESTAMP",
            "SO_TIMESTAMPNS",
            "SO_RCVTIMEO",
            "SO_SNDTIMEO",
            "SO_MARK",
            "SO_BINDTODEVICE",
            "IP_TOS",
            "IPV6_TCLASS",
            "IP_MTU_DISCOVER",
            "IPV6_MTU_DISCOVER",
            "IP_TRANSPARENT");

    /** Kept, and looked at here. */
    private static final Set<String> EFFECTIVE = Set.of(
            "SO_SNDBUF",
            "SO_RCVBUF",
            "SO_SNDBUFFORCE",
            "SO_RCVBUFFORCE",
            "SO_RCVLOWAT",
            "TCP_NODELAY",
            "TCP_MAXSEG",
            "TCP_SYNCNT",
            "SO_KEEPALIVE",
            "TCP_KEEPIDLE",
            "TCP_KEEPINTVL",
            "TCP_KEEPCNT",
            "TCP_USER_TIMEOUT",
            "TCP_FASTOPEN",
            "TCP_FASTOPEN_NO_COOKIE",
            "TCP_FASTOPEN_CONNECT",
            "TCP_DEFER_ACCEPT",
            "TCP_CORK",
            "TCP_NOPUSH",
            "TCP_QUICKACK",
            "TCP_WINDOW_CLAMP",
            "SO_MAX_PACING_RATE",
            "TCP_LINGER2");

    /** Options that the stack has in their default state only. */
    private static final Map<String, Long> ONLY = Map.ofEntries(
            Map.entry("TCP_THIN_LINEAR_TIMEOUTS", 0L), Map.entry("TCP_THIN_DUPACK", 0L), Map.entry("TCP_NOOPT", 0L));

    /** SO_MAX_PACING_RATE that bounds nothing. */
    private static final long UNLIMITED = 0xffff_ffffL;

    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;

    private final HostSettings host;
    private final Map<String, Long> values;
    private CongestionAlgorithm congestion;

    SocketOptions(HostSettings host) {
        this.host = host;
        this.values = new HashMap<>();
        this.congestion = host.tcp().congestion();
    }

    /** What an accepted socket inherits. */
    private SocketOptions(SocketOptions listener) {
        this.host = listener.host;
        this.values = new HashMap<>(listener.values);
        this.congestion = listener.congestion;
    }

    SocketOptions inherited() {
        return new SocketOptions(this);
    }

    void congestion(CongestionAlgorithm changed) {
        congestion = changed;
    }

    CongestionAlgorithm congestion() {
        return congestion;
    }

    /** @throws UnsupportedException when the stack has no such thing */
    void set(String name, long value) {
        Long only = ONLY.get(name);
        if (only != null && only != value) {
            throw new UnsupportedException("socket option " + name + "=" + value);
        }
        if (only == null && !HARMLESS.contains(name) && !EFFECTIVE.contains(name)) {
            throw new UnsupportedException("socket option " + name);
        }
        values.put(name, kept(name, value));
    }

    private long kept(String name, long value) {
        if (host.profile() != Profile.LINUX) {
            return value;
        }
        return switch (name) {
            case "SO_SNDBUF", "SO_SNDBUFFORCE" -> Math.max(2 * value, LINUX_MIN_SEND_BUFFER);
            case "SO_RCVBUF", "SO_RCVBUFFORCE" -> Math.max(2 * value, LINUX_MIN_RECEIVE_BUFFER);
            default -> value;
        };
    }

    long get(String name) {
        Long value = values.get(name);
        if (value != null) {
            return value;
        }
        return switch (name) {
            case "SO_SNDBUF" -> host.tcp().buffers().sendBytes();
            case "SO_RCVBUF" -> host.tcp().buffers().receiveBytes() * (host.profile() == Profile.LINUX ? 2L : 1L);
            case "TCP_KEEPIDLE" -> host.tcp().liveness().keepIdleNs() / SECOND_NS;
            case "TCP_KEEPINTVL" -> host.tcp().liveness().keepIntervalNs() / SECOND_NS;
            case "TCP_KEEPCNT" -> host.tcp().liveness().keepProbes();
            case "TCP_SYNCNT" -> host.tcp().timers().synRetries();
            case "SO_RCVLOWAT", "TCP_QUICKACK" -> 1;
            case "SO_MAX_PACING_RATE" -> UNLIMITED;
            default -> {
                if (!HARMLESS.contains(name) && !EFFECTIVE.contains(name) && !ONLY.containsKey(name)) {
                    throw new UnsupportedException("socket option " + name);
                }
                yield ONLY.getOrDefault(name, 0L);
            }
        };
    }

    /** Bits of Linux's {@code tcp_fastopen}: 2 a server may, 0x400 without being told, 0x200 without a cookie. */
    private FastOpenConfig serverFastOpen(FastOpenConfig base) {
        int bits = host.profile() == Profile.LINUX ? host.fastOpenBits() : 3;
        boolean free = (bits & 0x200) != 0 || get("TCP_FASTOPEN_NO_COOKIE") != 0;
        FastOpenConfig changed = base.withServer((bits & 2) != 0 && (get("TCP_FASTOPEN") > 0 || (bits & 0x400) != 0))
                .withCookieRequired(!free);
        return get("TCP_FASTOPEN") > 0 ? changed.withMaxPending((int) get("TCP_FASTOPEN")) : changed;
    }

    /** Settings of a connection that is opened with data: 1 a client may, 4 without a cookie. */
    TcpConfig configWithData() {
        int bits = host.profile() == Profile.LINUX ? host.fastOpenBits() : 3;
        boolean free = (bits & 4) != 0 || get("TCP_FASTOPEN_NO_COOKIE") != 0;
        return config().withOptions(options -> options.withFastOpen(
                fastOpen -> fastOpen.withClient((bits & 1) != 0).withCookieRequired(!free)));
    }

    LivenessConfig liveness(LivenessConfig base) {
        LivenessConfig changed = has("SO_KEEPALIVE") ? base.withKeepAlive(get("SO_KEEPALIVE") != 0) : base;
        if (has("TCP_USER_TIMEOUT")) {
            changed = changed.withUserTimeoutNs(get("TCP_USER_TIMEOUT") * MILLISECOND_NS);
        }
        return changed.withKeepIdleNs(get("TCP_KEEPIDLE") * SECOND_NS)
                .withKeepIntervalNs(get("TCP_KEEPINTVL") * SECOND_NS)
                .withKeepProbes((int) get("TCP_KEEPCNT"));
    }

    boolean corked() {
        return get("TCP_CORK") != 0 || get("TCP_NOPUSH") != 0;
    }

    private boolean has(String name) {
        return values.containsKey(name);
    }

    /** Settings of a connection that is made with these options. */
    TcpConfig config() {
        TcpConfig config = host.tcp().withNoDelay(get("TCP_NODELAY") != 0).withCongestion(congestion);
        if (has("SO_SNDBUF")) {
            config = config.withSendBufferBytes((int) get("SO_SNDBUF"));
        }
        if (has("SO_RCVBUF")) {
            // Linux gives half of it to the window, the rest is for its bookkeeping
            int share = host.profile() == Profile.LINUX ? 2 : 1;
            config = config.withReceiveBufferBytes((int) get("SO_RCVBUF") / share)
                    .withStyle(style -> host.profile() == Profile.LINUX ? style.withLargestWindowBytes(0) : style);
        }
        if (get("TCP_WINDOW_CLAMP") > 0) {
            int clampBytes =
                    (int) Math.min(get("TCP_WINDOW_CLAMP"), config.buffers().receiveBytes());
            config = config.withReceiveBufferBytes(clampBytes);
        }
        if (get("TCP_QUICKACK") == 0) {
            config = config.withAcks(new AckConfig(config.acks().longestDelayNs(), 0));
        }
        if (get("SO_MAX_PACING_RATE") > 0 && get("SO_MAX_PACING_RATE") < UNLIMITED) {
            config = config.withPacing(new FixedRate(Byte.SIZE * get("SO_MAX_PACING_RATE")));
        }
        if (has("TCP_MAXSEG")) {
            config = config.withMaximumSegmentBytes((int) get("TCP_MAXSEG"));
        }
        if (has("TCP_SYNCNT")) {
            config = config.withTimers(timers -> timers.withSynRetries((int) get("TCP_SYNCNT")));
        }
        return config.withLiveness(this::liveness)
                .withOptions(options -> options.withFastOpen(fastOpen -> serverFastOpen(fastOpen)));
    }
}
