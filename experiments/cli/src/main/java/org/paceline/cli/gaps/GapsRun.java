package org.paceline.cli.gaps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.paceline.testbed.Testbed;
import org.paceline.utcp.runtime.IpgMechanism;

/** Every mechanism in every round, in an order that moves on from round to round; text and JSON. */
public final class GapsRun {
    private final GapsPlan plan;
    private final List<GapsRound> rounds = new ArrayList<>();

    private GapsRun(GapsPlan plan) {
        this.plan = plan;
    }

    /** Runs on a testbed of its own, which is gone afterwards. */
    public static GapsRun of(GapsPlan plan, PrintWriter progress) {
        GapsRun run = new GapsRun(plan);
        try (Testbed testbed = new Testbed()) {
            GapsPath path = new GapsPath(testbed);
            int arms = plan.mechanisms().size();
            for (int turn = 0; turn < plan.rounds() * arms; turn++) {
                int round = turn / arms;
                IpgMechanism mechanism = plan.mechanisms().get((turn + round) % arms);
                progress.printf("round %d of %d: %s%n", round + 1, plan.rounds(), mechanism.label());
                progress.flush();
                run.rounds.add(path.run(plan, mechanism, plan.seed() + round));
            }
        }
        return run;
    }

    /** The share of all gaps of a mechanism that are within two frame times of their target. */
    public double shareWithin(IpgMechanism mechanism) {
        List<Long> errorsNs = errorsNs(mechanism);
        long within =
                errorsNs.stream().filter(error -> error <= 2 * plan.frameNs()).count();
        return errorsNs.isEmpty() ? Double.NaN : (double) within / errorsNs.size();
    }

    private List<Long> errorsNs(IpgMechanism mechanism) {
        return rounds.stream()
                .filter(round -> round.asked() == mechanism)
                .flatMap(round -> round.gapErrorsNs().stream())
                .sorted()
                .toList();
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Gaps of %.1f us at the receiver, thread up to %.0f us late; two frame times are %.1f us%n"
                        + "%-12s %8s %10s %10s %10s %10s  %s%n",
                plan.gapNs() / 1e3,
                plan.lateNs() / 1e3,
                2 * plan.frameNs() / 1e3,
                "asked for",
                "within",
                "p50 us",
                "p99 us",
                "max us",
                "gaps",
                "held by"));
        for (IpgMechanism mechanism : plan.mechanisms()) {
            List<Long> errorsNs = errorsNs(mechanism);
            GapsRound first = rounds.stream()
                    .filter(round -> round.asked() == mechanism)
                    .findFirst()
                    .orElseThrow();
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %6.2f %% %10.1f %10.1f %10.1f %10d  %s: %s%n",
                    mechanism.label(),
                    100 * shareWithin(mechanism),
                    percentileNs(errorsNs, 0.5) / 1e3,
                    percentileNs(errorsNs, 0.99) / 1e3,
                    percentileNs(errorsNs, 1) / 1e3,
                    errorsNs.size(),
                    first.chosen().label(),
                    first.reason()));
        }
        return text.append(host()).toString();
    }

    /** What the host and the bottleneck added, without which no figure above can be judged. */
    private String host() {
        return String.format(
                Locale.ROOT,
                "Noise floor      p50 %.1f us, p99 %.1f us (medians of rounds); steal %d ms in all%n"
                        + "Bottleneck       late by p50 %.1f us, p99 %.1f us (medians); %d frames missing%n",
                median(rounds.stream().mapToLong(round -> round.noiseFloorNs().p50())) / 1e3,
                median(rounds.stream().mapToLong(round -> round.noiseFloorNs().p99())) / 1e3,
                rounds.stream().mapToLong(GapsRound::stealMs).sum(),
                median(rounds.stream().mapToLong(round -> round.node().latenessP50Ns())) / 1e3,
                median(rounds.stream().mapToLong(round -> round.node().latenessP99Ns())) / 1e3,
                rounds.stream().mapToLong(GapsRound::missing).sum());
    }

    public String json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("rate_bps", plan.bitsPerSecond())
                .put("frame_bytes", plan.frameBytes())
                .put("frame_ns", plan.frameNs())
                .put("gap_ns", plan.gapNs())
                .put("late_ns", plan.lateNs())
                .put("lead_ns", plan.leadNs())
                .put("seed", plan.seed());
        ArrayNode runs = document.putArray("runs");
        for (GapsRound round : rounds) {
            ObjectNode node = runs.addObject();
            node.put("mechanism", round.asked().label())
                    .put("held_by", round.chosen().label())
                    .put("reason", round.reason())
                    .put("gaps", round.gapErrorsNs().size())
                    .put("missing", round.missing())
                    .put("steal_ms", round.stealMs());
            node.putObject("gap_error_ns")
                    .put("p50", percentileNs(round.gapErrorsNs(), 0.5))
                    .put("p99", percentileNs(round.gapErrorsNs(), 0.99))
                    .put("max", percentileNs(round.gapErrorsNs(), 1));
            node.putObject("noise_floor_ns")
                    .put("p50", round.noiseFloorNs().p50())
                    .put("p99", round.noiseFloorNs().p99());
            node.putObject("bottleneck_late_ns")
                    .put("p50", round.node().latenessP50Ns())
                    .put("p99", round.node().latenessP99Ns());
        }
        ObjectNode shares = document.putObject("share_within_two_frame_times");
        plan.mechanisms().forEach(mechanism -> shares.put(mechanism.label(), shareWithin(mechanism)));
        return document.toPrettyString();
    }

    private static long median(LongStream values) {
        return percentileNs(values.sorted().boxed().toList(), 0.5);
    }

    /** 0 of nothing. */
    private static long percentileNs(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
