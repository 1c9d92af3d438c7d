package org.paceline.cli.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.probe.analysis.HostInterval;
import org.paceline.probe.analysis.HostInterval.Kind;
import org.paceline.probe.analysis.HostTimeline;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

/** The sidecar of an analysis: what was counted on the hosts while the captures were taken. Fields may be missing. */
public final class HostFile {
    private HostFile() {}

    static HostEvidence read(Path file) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new CommandFailure("cannot read the facts of the hosts from " + file + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "; docs/probe.md has the fields");
        }
        if (node == null || !node.isObject()) {
            throw new CommandFailure(file + " is no JSON object; docs/probe.md has the fields");
        }
        JsonNode facts = node.path("host").isObject() ? node.path("host") : node; // of a probe's result
        return evidence(facts);
    }

    /** What a document of probe host tells; of null, nothing. */
    public static HostEvidence evidence(@Nullable JsonNode node) {
        if (node == null) {
            return HostEvidence.of(Hypervisor.UNKNOWN);
        }
        String name = node.path("hypervisor").asText("").toLowerCase(Locale.ROOT);
        Hypervisor hypervisor = name.contains("xen")
                ? Hypervisor.XEN
                : name.contains("kvm") || name.contains("qemu") || name.contains("tcg")
                        ? Hypervisor.KVM
                        : Hypervisor.UNKNOWN;
        return new HostEvidence(
                hypervisor,
                number(node, "steal_share"),
                number(node, "backend_waited_share"),
                number(node, "packets_per_kick"),
                flag(node, "segmentation_offload"),
                flag(node, "receive_offload"),
                number(node, "eoi_delayed_jiffies"),
                number(node, "longest_safepoint_ms"),
                timeline(node),
                List.of());
    }

    private static HostTimeline timeline(JsonNode node) {
        boolean asleep = node.path("hiccups").path("wake_ups").asInt(1) == 0; // counters at both ends, and no more
        if (asleep
                || !node.path("began_ns").isNumber()
                || !node.path("duration_ns").isNumber()) {
            return HostTimeline.NONE;
        }
        List<HostInterval> intervals = new ArrayList<>();
        for (JsonNode stall : node.path("stalls")) {
            intervals.add(new HostInterval(
                    stall.path("time_ns").asLong(), stall.path("duration_ns").asLong(), Kind.STALL));
        }
        for (JsonNode sample : node.path("samples")) {
            if (sample.path("steal_ms").asLong() > 0) {
                long lengthNs = sample.path("length_ns").asLong();
                intervals.add(new HostInterval(sample.path("time_ns").asLong() - lengthNs, lengthNs, Kind.STEAL));
            }
        }
        long beganNs = node.path("began_ns").asLong();
        return new HostTimeline(beganNs, beganNs + node.path("duration_ns").asLong(), intervals);
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).asDouble() : Double.NaN;
    }

    private static double flag(JsonNode node, String field) {
        return node.path(field).isBoolean() ? (node.path(field).asBoolean() ? 1 : 0) : Double.NaN;
    }
}
