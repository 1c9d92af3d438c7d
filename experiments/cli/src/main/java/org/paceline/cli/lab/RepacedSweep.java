package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.paceline.cli.repace.LiveRepace;

/**
 * One gap from a guest, without a forwarder behind the bridge and with one.
 *
 * @param gap as it was given
 * @param atTap the sweep seen at the TAP, without it
 * @param behind the sweep seen at the wire's end, with it
 * @param forwarder what it says of itself
 */
record RepacedSweep(String gap, JsonNode atTap, JsonNode behind, LiveRepace.Outcome forwarder) {
    private static final double NS_PER_US = 1e3;

    private static double train(JsonNode sweep) {
        return sweep.path("curve").path(0).path("train_weighted_mean").asDouble();
    }

    private static double coalesced(JsonNode sweep) {
        return sweep.path("curve").path(0).path("coalesced_share").asDouble();
    }

    void write(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "repace at %s: mean train %.2f at the tap, %.2f behind the forwarder (P_coal %.3f, %.3f); it saw %.2f,"
                        + " let out %.2f, held p50 %.0f us, p99 %.0f us, late p50 %.1f us, p99 %.1f us%n",
                gap,
                train(atTap),
                train(behind),
                coalesced(atTap),
                coalesced(behind),
                forwarder.report().arrivedTrain(),
                forwarder.report().departedTrain(),
                forwarder.report().holdNs().p50() / NS_PER_US,
                forwarder.report().holdNs().p99() / NS_PER_US,
                forwarder.report().latenessNs().p50() / NS_PER_US,
                forwarder.report().latenessNs().p99() / NS_PER_US);
        out.flush();
    }

    ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("gap", gap)
                .put("train_weighted_mean_at_tap", train(atTap))
                .put("train_weighted_mean_behind", train(behind))
                .put("coalesced_share_at_tap", coalesced(atTap))
                .put("coalesced_share_behind", coalesced(behind))
                .put("forwarder_train_before", forwarder.report().arrivedTrain())
                .put("forwarder_train_behind", forwarder.report().departedTrain())
                .put("dropped_frames", forwarder.report().droppedFrames())
                .put("hold_p50_ns", forwarder.report().holdNs().p50())
                .put("hold_p99_ns", forwarder.report().holdNs().p99())
                .put("lateness_p50_ns", forwarder.report().latenessNs().p50())
                .put("lateness_p99_ns", forwarder.report().latenessNs().p99());
        return node;
    }
}
