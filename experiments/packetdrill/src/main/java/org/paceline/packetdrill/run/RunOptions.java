package org.paceline.packetdrill.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.paceline.packetdrill.script.UnsupportedException;
import org.paceline.packetdrill.wire.Endpoints;

/**
 * What packetdrill's options say of a run, given on the command line or in the script.
 *
 * @param toleranceNs how far an event may be from its time; an eighth of the gap before it if that is more
 * @param strictSegments a packet of the script is one packet on the wire, however long
 * @param initScripts shell scripts that come before the first event
 * @param timestampTickUsecs what one step of a timestamp stands for; 0 leaves their values open
 */
public record RunOptions(
        Endpoints ends,
        int mtuBytes,
        int bindPort,
        int connectPort,
        long toleranceNs,
        boolean strictSegments,
        long timestampTickUsecs,
        List<String> initScripts) {
    private static final Map<String, String> DEFAULTS = Map.of(
            "ip_version",
            "ipv4",
            "mtu",
            "1500",
            "bind_port",
            "8080",
            "connect_port",
            "8080",
            "tolerance_usecs",
            "4000");

    /** Options that change a run. */
    private static final Set<String> EFFECTIVE = Set.of(
            "ip_version",
            "mtu",
            "bind_port",
            "connect_port",
            "tolerance_usecs",
            "local_ip",
            "remote_ip",
            "strict_segments",
            "tcp_ts_tick_usecs",
            "init_scripts");

    /** Options that change nothing in memory and in virtual time. */
    private static final Set<String> HARMLESS = Set.of(
            "code_command",
            "code_format",
            "code_sockopt",
            "speed",
            "gateway_ip",
            "netmask_ip",
            "verbose",
            "debug",
            "quiet",
            "dry_run",
            "no_cleanup",
            "use_expect",
            "send_omit_free",
            "persistent_tun_dev",
            "tun_dev",
            "udp_encaps_off",
            "no_color",
            "define",
            "non_fatal"); // what it would forgive fails here

    /** Whether packetdrill has an option of that name which has a meaning, or is known to have none, here. */
    public static boolean knows(String name) {
        return HARMLESS.contains(name) || EFFECTIVE.contains(name);
    }

    static RunOptions of(Map<String, String> commandLine, Map<String, String> script, boolean version6ByName) {
        Map<String, String> merged = new HashMap<>(DEFAULTS);
        if (version6ByName) {
            merged.put("ip_version", "ipv6");
        }
        merged.putAll(script);
        merged.putAll(commandLine);
        // sockets of IPv6 with mapped addresses speak IPv4 on the wire
        boolean version6 =
                merged.getOrDefault("ip_version", "").toLowerCase(Locale.ROOT).equals("ipv6");
        merged.putIfAbsent("local_ip", version6 ? "fd3d:0a0b:17d6::1" : "192.168.0.1");
        merged.putIfAbsent("remote_ip", version6 ? "fd3d:fa7b:d17d::1" : "192.0.2.1");
        merged.forEach(RunOptions::check);
        return new RunOptions(
                new Endpoints(address(merged, "local_ip"), address(merged, "remote_ip")),
                number(merged, "mtu"),
                number(merged, "bind_port"),
                number(merged, "connect_port"),
                number(merged, "tolerance_usecs") * 1_000L,
                merged.containsKey("strict_segments"),
                merged.containsKey("tcp_ts_tick_usecs") ? number(merged, "tcp_ts_tick_usecs") : 0,
                Stream.of(merged.getOrDefault("init_scripts", "").split(",", -1))
                        .filter(name -> !name.isBlank())
                        .toList());
    }

    private static void check(String name, String value) {
        if (!knows(name)) {
            throw new UnsupportedException("option --" + name + (value.isEmpty() ? "" : "=" + value));
        }
    }

    private static int number(Map<String, String> options, String name) {
        try {
            return Integer.parseInt(options.getOrDefault(name, ""));
        } catch (NumberFormatException wrong) {
            throw new UnsupportedException("option --" + name + "=" + options.get(name));
        }
    }

    private static byte[] address(Map<String, String> options, String name) {
        String text = options.getOrDefault(name, "").replaceFirst("/.*", "");
        try {
            // letters or a dot less would ask a name server
            if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                throw new UnsupportedException("option --" + name + "=" + text);
            }
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException wrong) {
            throw new UnsupportedException("option --" + name + "=" + text);
        }
    }
}
