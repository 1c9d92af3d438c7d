package org.paceline.packetdrill.profile;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.paceline.packetdrill.script.UnsupportedException;

/** What {@code ip route} and {@code ip link} say of the path to the peer. */
final class RouteMetrics {
    private static final long MILLISECOND_NS = 1_000_000;

    private static final Map<String, BiConsumer<HostSettings, Integer>> METRICS = Map.of(
            "initcwnd",
            (host, segments) -> host.tcp(tcp -> tcp.withInitialWindowSegments(segments)),
            "mtu",
            HostSettings::mtuBytes,
            "rto_min",
            (host, milliseconds) -> host.tcp(tcp -> tcp.withTimers(timers -> timers.withRto(rto ->
                    rto.withMinNs(milliseconds * MILLISECOND_NS).withGranularityNs(milliseconds * MILLISECOND_NS)))));

    /** Words of the address part of a route, each with its value behind it. */
    private static final List<String> PLACES =
            List.of("via", "dev", "src", "proto", "scope", "metric", "table", "default", "local", "unicast");

    private RouteMetrics() {}

    /** Whether the arguments are those of a route or a link; its metrics are settings from then on. */
    static boolean apply(HostSettings host, List<String> arguments) {
        List<String> words =
                arguments.stream().filter(word -> !word.startsWith("-")).toList();
        boolean route = !words.isEmpty() && "route".startsWith(words.get(0));
        boolean link = !words.isEmpty() && words.get(0).equals("link");
        if ((!route && !link)
                || words.size() < 2
                || !words.get(1).matches("add|change|replace|append|set|del|delete")) {
            return false;
        }
        int at = 2;
        while (at < words.size()) {
            String word = words.get(at++);
            BiConsumer<HostSettings, Integer> metric = METRICS.get(word);
            if (metric != null) {
                at += at < words.size() && words.get(at).equals("lock") ? 1 : 0;
                metric.accept(host, number(at < words.size() ? words.get(at++) : ""));
            } else if (PLACES.contains(word)) {
                at += word.matches("default|local|unicast") ? 0 : 1;
            } else if (!word.matches("[0-9a-fA-F.:/]+|tun\\d*|up|down")) {
                throw new UnsupportedException("shell command ip " + words.get(0) + " with " + word);
            }
        }
        return true;
    }

    private static int number(String word) {
        String digits = word.replaceFirst("(ms|b)$", "");
        if (!digits.matches("\\d+")) {
            throw new UnsupportedException("shell command ip with the number " + word);
        }
        return Integer.parseInt(digits);
    }
}
