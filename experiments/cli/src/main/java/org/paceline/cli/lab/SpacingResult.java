package org.paceline.cli.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.sweep.GapText;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.probe.path.PathReport;
import org.paceline.probe.sweep.GapPoint;

/**
 * What a guest's spacing became in front of its backend, behind it and behind the machine's bridge.
 *
 * @param label of the variant
 * @param spins whether the sender kept its processor busy
 * @param atBackend as the machine saw it come from the guest's backend
 * @param atTap as the outer host saw it leave the machine
 * @param lost packets that were written and not seen at the TAP
 * @param machineWaited share of the time in which the machine that has the backend had work that it did not run, 0 to
 *     1, over the whole run of the sender, its start included
 * @param guestWaited the same of the guest
 * @param hostStolenMs taken from the outer host meanwhile
 * @param hostNoiseNs how late a sleeping thread of the outer host woke, right before
 * @param analysis of the three points together
 */
public record SpacingResult(
        String label,
        boolean spins,
        GapPoint atBackend,
        GapPoint atTap,
        int lost,
        double machineWaited,
        double guestWaited,
        long hostStolenMs,
        Percentiles hostNoiseNs,
        PathReport analysis) {
    private static final double PERCENT = 100;

    /** The head of the table. */
    public static void writeHeader(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-18s %6s | %8s %8s %8s | %6s %6s | %6s %7s %6s | %7s %5s | %s%n",
                "variant",
                "gap",
                "written",
                "behind",
                "p90",
                "P_coal",
                "at tap",
                "train",
                "behind",
                "at tap",
                "waited",
                "guest",
                "verdict");
        out.flush();
    }

    /** A row for people. */
    public void write(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-18s %6s | %8s %8s %8s | %6.2f %6.2f | %6.2f %7.2f %6.2f | %5.0f %% %3.0f %% | %s%n",
                label,
                GapText.of(atBackend.gapNs()),
                GapText.of(atBackend.writtenGapNs()),
                GapText.of(atBackend.seenGapNs().p50()),
                GapText.of(atBackend.seenGapNs().p90()),
                atBackend.coalescedShare(),
                atTap.coalescedShare(),
                atBackend.writtenTrainMean(),
                atBackend.seenTrainMean(),
                atTap.seenTrainMean(),
                PERCENT * machineWaited,
                PERCENT * guestWaited,
                verdict());
        out.printf(
                Locale.ROOT,
                "%18s %6s | noise floor of the host: p50 %s, p99 %s; %d ms stolen%n",
                "",
                "",
                GapText.of(hostNoiseNs.p50()),
                GapText.of(hostNoiseNs.p99()),
                hostStolenMs);
        out.flush();
    }

    private String verdict() {
        return String.format(
                Locale.ROOT,
                "%s %.2f%s",
                analysis.verdict().first().id(),
                analysis.verdict().causes().get(0).likelihood(),
                analysis.verdict().coalesced() ? "" : " (spacing kept)");
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("variant", label).put("gap_ns", atBackend.gapNs()).put("sender_spins", spins);
        point(node.putObject("backend"), atBackend);
        point(node.putObject("tap"), atTap);
        node.put("lost", lost)
                .put("machine_waited_share", machineWaited)
                .put("guest_waited_share", guestWaited)
                .put("host_stolen_ms", hostStolenMs);
        node.putObject("host_noise_floor_ns").put("p50", hostNoiseNs.p50()).put("p99", hostNoiseNs.p99());
        node.set("analysis", AnalysisJson.object(analysis));
        return node;
    }

    private static void point(ObjectNode node, GapPoint point) {
        node.put("pairs", point.pairs())
                .put("kept_apart_by_sender", point.keptApart())
                .put("coalesced_share", point.coalescedShare())
                .put("written_gap_p50_ns", point.writtenGapNs())
                .put("gap_p10_ns", point.seenGapNs().p10())
                .put("gap_p50_ns", point.seenGapNs().p50())
                .put("gap_p90_ns", point.seenGapNs().p90())
                .put("written_train_weighted_mean", point.writtenTrainMean())
                .put("train_weighted_mean", point.seenTrainMean());
    }
}
