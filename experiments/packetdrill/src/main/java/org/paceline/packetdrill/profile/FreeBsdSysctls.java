package org.paceline.packetdrill.profile;

import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.utcp.stack.SynCookieMode;
import org.paceline.utcp.tcp.EcnMode;
import org.paceline.utcp.tcp.SynFinRule;

/** FreeBSD's {@code net.inet.tcp} and {@code kern.ipc}. */
final class FreeBsdSysctls {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final String TCP = "net.inet.tcp.";

    private FreeBsdSysctls() {}

    static void addTo(SysctlTable table) {
        table.add(
                TCP + "sack.enable",
                (host, value) -> host.tcp(tcp -> tcp.withOptions(o -> o.withSack(LinuxSysctls.on(value)))));
        table.add(TCP + "rfc1323", FreeBsdSysctls::highPerformance);
        table.add(
                TCP + "recvspace",
                (host, value) -> host.tcp(t -> t.withReceiveBufferBytes(LinuxSysctls.number(value))));
        table.add(TCP + "sendspace", (host, value) -> host.tcp(t -> t.withSendBufferBytes(LinuxSysctls.number(value))));
        table.add(
                TCP + "rexmit_min",
                (host, value) -> host.tcp(tcp ->
                        tcp.withTimers(t -> t.withRto(r -> r.withMinNs(LinuxSysctls.number(value) * MILLISECOND_NS)))));
        table.add(
                TCP + "delacktime",
                (host, value) -> host.tcp(
                        tcp -> tcp.withTimers(t -> t.withDelayedAckNs(LinuxSysctls.number(value) * MILLISECOND_NS))));
        table.add(
                TCP + "initcwnd_segments",
                (host, value) -> host.tcp(t -> t.withInitialWindowSegments(LinuxSysctls.number(value))));
        table.add(
                TCP + "msl",
                (host, value) -> host.tcp(tcp ->
                        tcp.withTimers(t -> t.withTimeWaitNs(2L * LinuxSysctls.number(value) * MILLISECOND_NS))));
        table.add(
                TCP + "cc.algorithm",
                (host, value) -> host.tcp(
                        tcp -> tcp.withCongestion(LinuxSysctls.algorithm(value.equals("newreno") ? "reno" : value))));
        table.add(
                TCP + "syncookies_only",
                (host, value) ->
                        host.defence(d -> LinuxSysctls.on(value) ? d.withSynCookies(SynCookieMode.ALWAYS) : d));
        table.add(
                TCP + "syncookies",
                (host, value) -> host.defence(d -> LinuxSysctls.on(value) ? d : d.withSynCookies(SynCookieMode.NEVER)));
        table.add(
                TCP + "ecn.enable",
                (host, value) -> host.tcp(t -> t.withOptions(o -> o.withEcn(
                        switch (LinuxSysctls.number(value)) {
                            case 0 -> EcnMode.OFF;
                            case 1 -> EcnMode.REQUEST;
                            case 2 -> EcnMode.ACCEPT;
                            default -> throw new UnsupportedException("sysctl net.inet.tcp.ecn.enable=" + value);
                        }))));
        table.add(
                TCP + "keepidle",
                (host, value) -> host.tcp(
                        t -> t.withLiveness(l -> l.withKeepIdleNs(LinuxSysctls.number(value) * MILLISECOND_NS))));
        table.add(
                TCP + "keepintvl",
                (host, value) -> host.tcp(
                        t -> t.withLiveness(l -> l.withKeepIntervalNs(LinuxSysctls.number(value) * MILLISECOND_NS))));
        table.add(
                TCP + "keepcnt",
                (host, value) -> host.tcp(t -> t.withLiveness(l -> l.withKeepProbes(LinuxSysctls.number(value)))));
        table.add(
                TCP + "always_keepalive",
                (host, value) -> host.tcp(t -> t.withLiveness(l -> l.withKeepAlive(LinuxSysctls.on(value)))));
        table.add(
                TCP + "delayed_ack",
                (host, value) ->
                        host.tcp(t -> LinuxSysctls.on(value) ? t : t.withTimers(timers -> timers.withDelayedAckNs(0))));
        table.add(TCP + "mssdflt", (host, value) -> {
            if (!value.equals("536")) {
                throw new UnsupportedException("sysctl net.inet.tcp.mssdflt=" + value);
            }
        });
        table.add(
                TCP + "rfc3042",
                (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withLimitedTransmit(LinuxSysctls.on(value)))));
        table.add(
                TCP + "do_prr",
                (host, value) -> host.tcp(t -> t.withRecovery(r -> r.withRateReduction(LinuxSysctls.on(value)))));
        table.add(
                TCP + "rexmit_slop",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(
                        t -> t.withRto(r -> r.withSlopNs(LinuxSysctls.number(value) * MILLISECOND_NS)))));
        table.add(
                TCP + "syncache.rexmtlimit",
                (host, value) -> host.tcp(tcp -> tcp.withTimers(t -> t.withSynRetries(LinuxSysctls.number(value)))));
        rest(table);
        table.only(TCP + "rexmit_initial", "1000");
        table.add(
                TCP + "insecure_rst",
                (host, value) ->
                        host.tcp(t -> t.withBlindSegments(rules -> rules.withExactReset(!LinuxSysctls.on(value)))));
        table.add(
                TCP + "insecure_syn",
                (host, value) ->
                        host.tcp(t -> t.withBlindSegments(rules -> rules.withChallengesSyn(!LinuxSysctls.on(value)))));
        table.add(
                TCP + "drop_synfin",
                (host, value) -> host.tcp(t -> t.withBlindSegments(
                        rules -> rules.withSynFin(LinuxSysctls.on(value) ? SynFinRule.DROP : SynFinRule.TAKE))));
        table.only(TCP + "blackhole", "0");
        table.harmless(
                "kern.timecounter.alloweddeviation",
                "kern.ipc.maxsockbuf",
                TCP + "recvbuf_auto",
                TCP + "sendbuf_auto",
                TCP + "hostcache.purgenow",
                TCP + "hostcache.purge",
                TCP + "hostcache.enable",
                TCP + "functions_default",
                TCP + "functions_inherit_listen_socket_stack",
                TCP + "path_mtu_discovery",
                TCP + "pmtud_blackhole_detection",
                TCP + "log_in_vain",
                TCP + "tso");
    }

    /** What is here in one state, which is the default. */
    private static void rest(SysctlTable table) {
        for (String off : new String[] {
            "insecure_ack",
            "tolerate_missing_ts",
            "fast_finwait2_recycle",
            "rexmit_drop_options",
            "cc.abe",
            "nolocaltimewait"
        }) {
            table.only(TCP + off, "0");
        }
        table.only(TCP + "fastopen.client_enable", "1");
        table.only(TCP + "fastopen.server_enable", "1");
        table.only(TCP + "fastopen.acceptany", "0");
        table.only(TCP + "icmp_may_rst", "1");
        table.only(TCP + "rfc3390", "1");
        table.harmless(
                "kern.ipc.soacceptqueue",
                "net.inet.ip.portrange.randomized",
                TCP + "ts_offset_per_conn",
                TCP + "maxtcptw",
                TCP + "sack.maxholes",
                TCP + "sack.globalmaxholes",
                TCP + "syncache.rst_on_sock_fail",
                TCP + "syncache.see_other",
                TCP + "hostcache.expire",
                TCP + "hostcache.prune",
                TCP + "sendbuf_max",
                TCP + "recvbuf_max",
                TCP + "lro",
                TCP + "log_debug");
    }

    /** RFC 1323 of old: scaling and timestamps at once; 2 and 3 are either alone. */
    private static void highPerformance(HostSettings host, String value) {
        int bits = LinuxSysctls.number(value);
        host.tcp(tcp -> tcp.withOptions(
                options -> options.withWindowScaling(bits == 1 || bits == 2).withTimestamps(bits == 1 || bits == 3)));
    }
}
