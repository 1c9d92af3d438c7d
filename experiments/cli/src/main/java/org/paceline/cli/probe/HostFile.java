package org.paceline.cli.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.analysis.cause.HostEvidence.Hypervisor;

/** The sidecar of an analysis: what was counted on the hosts while the captures were taken. Fields may be missing. */
final class HostFile {
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
        String name = node.path("hypervisor").asText("").toLowerCase(Locale.ROOT);
        Hypervisor hypervisor = name.contains("xen")
                ? Hypervisor.XEN
                : name.contains("kvm") || name.contains("qemu") || name.contains("tcg")
                        ? Hypervisor.KVM
                        : Hypervisor.UNKNOWN;
        return new HostEvidence(
                hypervisor,
                number(node, "steal_share"),
                number(node, "packets_per_kick"),
                flag(node, "segmentation_offload"),
                flag(node, "receive_offload"),
                number(node, "eoi_delayed_jiffies"),
                number(node, "longest_stall_ms"),
                number(node, "longest_safepoint_ms"));
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).asDouble() : Double.NaN;
    }

    private static double flag(JsonNode node, String field) {
        return node.path(field).isBoolean() ? (node.path(field).asBoolean() ? 1 : 0) : Double.NaN;
    }
}
