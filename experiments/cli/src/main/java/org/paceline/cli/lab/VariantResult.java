package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.sweep.GapText;

/**
 * What a sweep from a guest showed.
 *
 * @param accelerator tcg or kvm
 * @param bootNs from QEMU's start until the guest answered
 * @param stolenMs taken from this host during the sweep
 * @param sweep the document of paceline probe run
 * @param repaced the same behind a forwarder, null unless asked for
 */
public record VariantResult(
        QemuVariant variant,
        String accelerator,
        long bootNs,
        long stolenMs,
        JsonNode sweep,
        @Nullable RepacedSweep repaced) {
    private static final double NS_PER_S = 1e9;

    /** Rows for people, one a gap. */
    public void write(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s (%s, booted in %.1f s, %d ms stolen)%n",
                variant.label(),
                accelerator,
                bootNs / NS_PER_S,
                stolenMs);
        for (JsonNode line : sweep.path("said")) {
            out.println("  " + line.asText());
        }
        out.printf(Locale.ROOT, "%8s %10s %10s %8s %9s %9s%n", "gap", "written", "at tap", "P_coal", "train in", "out");
        for (JsonNode point : sweep.path("curve")) {
            out.printf(
                    Locale.ROOT,
                    "%8s %10s %10s %8.3f %9.2f %9.2f%n",
                    GapText.of(point.path("gap_ns").asLong()),
                    GapText.of(point.path("written_gap_p50_ns").asLong()),
                    GapText.of(point.path("gap_p50_ns").asLong()),
                    point.path("coalesced_share").asDouble(),
                    point.path("written_train_weighted_mean").asDouble(),
                    point.path("train_weighted_mean").asDouble());
        }
        out.flush();
        if (repaced != null) {
            repaced.write(out);
        }
    }

    public ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("variant", variant.label())
                .put("accelerator", accelerator)
                .put("boot_s", bootNs / NS_PER_S)
                .put("stolen_ms", stolenMs);
        node.set("sweep", sweep);
        if (repaced != null) {
            node.set("repaced", repaced.json());
        }
        return node;
    }
}
