package org.paceline.packetdrill.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.utcp.stack.SynCookieMode;
import org.paceline.utcp.tcp.EcnMode;
import org.paceline.utcp.tcp.IdleRestart;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** Linux's {@code net.ipv4} and {@code net.core}. */
final class LinuxSysctls {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final String TCP = "net.ipv4.tcp_";

    private LinuxSysctls() {}

    static void addTo(SysctlTable table) {
        options(table);
        fastOpen(table);
        buffers(table);
        timers(table);
        congestion(table);
        defence(table);
        rest(table);
    }

    private static void options(SysctlTable table) {
        table.add(TCP + "sack", (host, value) -> host.tcp(tcp -> tcp.withOptions(o -> o.withSack(on(value)))));
        table.add(
                TCP + "timestamps",
                (host, value) -> host.tcp(tcp -> tcp.withOptions(o -> o.withTimestamps(on(value)))));
        table.add(
                TCP + "window_scaling",
                (host, value) -> host.tcp(tcp -> tcp.withOptions(o -> o.withWindowScaling(on(value)))));
        table.add(TCP + "ecn", (host, value) -> host.tcp(tcp -> tcp.withOptions(o -> o.withEcn(ecn(value)))));
        table.add(TCP + "dsack", (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withDuplicateSack(on(value)))));
        table.harmless(TCP + "ecn_fallback", TCP + "fack");
    }

    private static void fastOpen(SysctlTable table) {
        table.add(TCP + "fastopen", (host, value) -> host.fastOpenBits(number(value)));
        table.add(TCP + "fastopen_key", LinuxSysctls::fastOpenKeys);
        table.harmless(TCP + "fastopen_blackhole_timeout_sec", TCP + "fastopen_blackhole_detect_timeout_sec");
    }

    /** Four words of hexadecimal digits a key, the present key first, and then the one before. */
    private static void fastOpenKeys(HostSettings host, String value) {
        List<Long> words = new ArrayList<>();
        for (String key : value.replace("\"", "").split(",", -1)) {
            List<Long> parts = new ArrayList<>();
            for (String part : key.strip().split("-", -1)) {
                parts.add(Long.parseLong(part, 16));
            }
            if (parts.size() != 4) {
                throw new UnsupportedException("sysctl net.ipv4.tcp_fastopen_key=" + value);
            }
            words.addAll(0, List.of(parts.get(1) << 32 | parts.get(0), parts.get(3) << 32 | parts.get(2)));
        }
        host.fastOpenKeys(words);
    }

    private static void buffers(SysctlTable table) {
        table.add(TCP + "rmem", LinuxSysctls::receiveMemory);
        table.add(TCP + "wmem", (host, value) -> host.tcp(tcp -> tcp.withSendBufferBytes(middle(value))));
        table.harmless(
                TCP + "mem",
                TCP + "moderate_rcvbuf",
                TCP + "adv_win_scale",
                "net.core.rmem_max",
                "net.core.wmem_max",
                "net.core.rmem_default",
                "net.core.wmem_default",
                "net.core.optmem_max");
    }

    private static void timers(SysctlTable table) {
        table.add(
                TCP + "syn_retries",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withSynRetries(number(value)))));
        table.add(
                TCP + "synack_retries",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withSynRetries(number(value)))));
        table.add(
                TCP + "retries2", (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withRetries(number(value)))));
        table.add(
                TCP + "fin_timeout",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withTimeWaitNs(number(value) * SECOND_NS))));
        table.add(
                TCP + "invalid_ratelimit",
                (host, value) -> host.tcp(
                        tcp -> tcp.withTimers(t -> t.withChallengeIntervalNs(number(value) * MILLISECOND_NS))));
        table.add(
                TCP + "rto_min_us",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withRto(
                        r -> r.withMinNs(number(value) * 1_000L).withGranularityNs(number(value) * 1_000L)))));
        table.add(
                TCP + "keepalive_time",
                (host, value) -> host.tcp(t -> t.withLiveness(l -> l.withKeepIdleNs(number(value) * SECOND_NS))));
        table.add(
                TCP + "keepalive_intvl",
                (host, value) -> host.tcp(t -> t.withLiveness(l -> l.withKeepIntervalNs(number(value) * SECOND_NS))));
        table.add(
                TCP + "keepalive_probes",
                (host, value) -> host.tcp(t -> t.withLiveness(l -> l.withKeepProbes(number(value)))));
        table.harmless(TCP + "retries1", TCP + "orphan_retries", TCP + "max_orphans", TCP + "max_tw_buckets");
    }

    private static void congestion(SysctlTable table) {
        table.add(TCP + "congestion_control", (host, value) -> host.tcp(tcp -> tcp.withCongestion(algorithm(value))));
        table.add(
                TCP + "slow_start_after_idle",
                (host, value) -> host.tcp(tcp ->
                        tcp.withWindow(w -> w.withIdleRestart(on(value) ? IdleRestart.RFC_2861 : IdleRestart.OFF))));
        table.add(
                TCP + "reordering",
                (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withReordering(number(value)))));
        table.add(
                TCP + "early_retrans",
                (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withTailLossProbe(number(value) >= 3))));
        table.add(
                TCP + "recovery",
                (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withRack((number(value) & 1) != 0))));
        table.add(TCP + "frto", (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withFrto(on(value)))));
        table.harmless(
                TCP + "max_reordering",
                TCP + "thin_linear_timeouts",
                TCP + "available_congestion_control",
                TCP + "allowed_congestion_control");
    }

    static CongestionAlgorithm algorithm(String name) {
        try {
            return CongestionAlgorithm.valueOf(name.replace("\"", "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new UnsupportedException("congestion control " + name);
        }
    }

    private static void defence(SysctlTable table) {
        table.add(
                TCP + "challenge_ack_limit",
                (host, value) -> host.defence(d -> d.withChallengesPerSecond(
                        (int) Math.min(Integer.MAX_VALUE, Math.max(1, Long.parseLong(value))))));
        table.add(
                TCP + "syncookies",
                (host, value) -> host.defence(d -> d.withSynCookies(
                        switch (number(value)) {
                            case 0 -> SynCookieMode.NEVER;
                            case 1 -> SynCookieMode.WHEN_FULL;
                            default -> SynCookieMode.ALWAYS;
                        })));
        table.add(
                TCP + "rfc1337",
                (host, value) ->
                        host.tcp(tcp -> tcp.withBlindSegments(rules -> rules.withTimeWaitOutlastsReset(on(value)))));
        table.add(TCP + "max_syn_backlog", (host, value) -> host.defence(d -> d.withMaxHalfOpen(number(value))));
    }

    private static void rest(SysctlTable table) {
        table.harmless(
                TCP + "no_metrics_save",
                TCP + "min_rtt_wlen",
                TCP + "early_demux",
                TCP + "fwmark_accept",
                TCP + "l3mdev_accept",
                TCP + "app_win",
                TCP + "migrate_req",
                "net.core.bpf_jit_enable",
                TCP + "no_ssthresh_metrics_save",
                TCP + "low_latency",
                TCP + "base_mss",
                TCP + "probe_interval",
                TCP + "probe_threshold",
                TCP + "tso_win_divisor",
                TCP + "tso_rtt_log",
                TCP + "min_tso_segs",
                TCP + "limit_output_bytes",
                TCP + "autocorking",
                TCP + "pacing_ss_ratio",
                TCP + "pacing_ca_ratio",
                TCP + "backlog_ack_defer",
                TCP + "comp_sack_delay_ns",
                TCP + "comp_sack_nr",
                TCP + "comp_sack_slack_ns",
                TCP + "ecn_option",
                TCP + "ecn_option_beacon",
                TCP + "reflect_tos",
                TCP + "child_ehash_entries",
                "net.ipv4.ip_local_port_range",
                "net.ipv4.route.flush",
                "net.core.somaxconn",
                "net.core.default_qdisc",
                "net.core.netdev_max_backlog",
                "net.ipv4.conf.all.rp_filter",
                "net.ipv6.conf.all.accept_ra",
                "net.ipv6.auto_flowlabels");
    }

    private static EcnMode ecn(String value) {
        return switch (number(value)) {
            case 0 -> EcnMode.OFF;
            case 1 -> EcnMode.REQUEST;
            case 2 -> EcnMode.ACCEPT;
            default -> throw new UnsupportedException("sysctl net.ipv4.tcp_ecn=" + value);
        };
    }

    /** Half of a buffer is the window, the rest for bookkeeping; the largest rules the window scale. */
    private static void receiveMemory(HostSettings host, String value) {
        int largestBytes = Math.max(middle(value), last(value));
        host.tcp(tcp -> tcp.withBuffers(buffers -> buffers.withReceiveRange(middle(value) / 2, largestBytes / 2))
                .withStyle(style -> style.withLargestWindowBytes(largestBytes)));
    }

    private static int last(String value) {
        String bare = value.replace("\"", "").strip();
        return Integer.parseInt(bare.substring(bare.lastIndexOf(' ') + 1).replaceAll(".*\\s", ""));
    }

    static boolean on(String value) {
        return number(value) != 0;
    }

    static int number(String value) {
        return Integer.decode(value.replace("\"", "").strip());
    }

    /** The middle one of minimum, default and maximum. */
    static int middle(String value) {
        String[] numbers = value.replace("\"", "").strip().split("\\s+", -1);
        return Integer.parseInt(numbers[numbers.length > 1 ? 1 : 0]);
    }
}
