package org.paceline.cli.manyflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Few flows and many, in turns, each count at the same rate in all; text and JSON. */
public final class FlowsRun {
    /** How much dearer a packet may be among many, how equal flows of one rate are, and how exact each rate is. */
    private static final double COST_BOUND = 1.5;

    private static final double FAIRNESS_BOUND = 0.99;
    private static final double RATE_BOUND = 0.01;

    /** A byte a packet would be a missed object in hundreds of them. */
    private static final double ALLOCATION_BOUND_BYTES = 1;

    private static final int SETTLE_GAPS = 24;

    private final FlowsPlan plan;
    private final List<List<PacedFlows.Result>> rounds = new ArrayList<>();

    private FlowsRun(FlowsPlan plan) {
        this.plan = plan;
    }

    /** Runs all rounds; says on the way what it is at. */
    public static FlowsRun of(FlowsPlan plan, PrintWriter progress) {
        FlowsRun run = new FlowsRun(plan);
        // the first round compiles
        for (int round = 0; round <= plan.rounds(); round++) {
            List<PacedFlows.Result> results = new ArrayList<>();
            for (int flows : plan.flows()) {
                PacedFlows.Result result = one(plan, flows);
                progress.printf(
                        Locale.ROOT,
                        "  %s: %,d flows, %.0f ns a packet%n",
                        round == 0 ? "warm-up" : "round " + round + " of " + plan.rounds(),
                        flows,
                        result.nsPerFrame());
                progress.flush();
                results.add(result);
            }
            if (round > 0) {
                run.rounds.add(results);
            }
        }
        return run;
    }

    private static PacedFlows.Result one(FlowsPlan plan, int flows) {
        int gaps = Math.max(FlowsPlan.MIN_GAPS, Math.toIntExact(plan.packets() / flows));
        return new PacedFlows(flows, Math.max(1, plan.bitsPerSecond() / flows)).run(SETTLE_GAPS, gaps);
    }

    /** The median round of one count, by its cost. */
    private PacedFlows.Result median(int index) {
        List<PacedFlows.Result> sorted = rounds.stream()
                .map(results -> results.get(index))
                .sorted(Comparator.comparingDouble(PacedFlows.Result::nsPerFrame))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private double costRatio() {
        return median(plan.flows().size() - 1).nsPerFrame() / median(0).nsPerFrame();
    }

    /** Whether a packet among many costs about what one among few does, nothing is allocated, and rates are exact. */
    public boolean held() {
        boolean exact = rounds.stream()
                .flatMap(List::stream)
                .allMatch(result -> result.fairness() >= FAIRNESS_BOUND
                        && result.worstRateError() <= RATE_BOUND
                        && result.bytesPerFrame() < ALLOCATION_BOUND_BYTES);
        return exact && costRatio() <= COST_BOUND;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Paced flows on one stack, %,d b/s together, medians of %d rounds; virtual time, cost by the wall"
                        + " clock%n"
                        + "%10s %12s %12s %10s %14s%n",
                plan.bitsPerSecond(),
                plan.rounds(),
                "flows",
                "ns a packet",
                "bytes alloc.",
                "Jain",
                "worst rate"));
        for (int index = 0; index < plan.flows().size(); index++) {
            PacedFlows.Result result = median(index);
            text.append(String.format(
                    Locale.ROOT,
                    "%,10d %12.0f %12.2f %10.4f %12.2f %%%n",
                    result.flows(),
                    result.nsPerFrame(),
                    result.bytesPerFrame(),
                    result.fairness(),
                    100 * result.worstRateError()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "A packet among the most costs %.2f times one among the fewest: %s%n",
                        costRatio(),
                        held() ? "held" : "NOT held; 1.5 times, no allocation, Jain 0.99 and 1 % were asked for"))
                .toString();
    }

    public String json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("schema", 1)
                .put("rate_bps", plan.bitsPerSecond())
                .put("cost_ratio", costRatio())
                .put("held", held());
        ArrayNode runs = document.putArray("runs");
        for (int round = 0; round < rounds.size(); round++) {
            for (PacedFlows.Result result : rounds.get(round)) {
                runs.addObject()
                        .put("round", round + 1)
                        .put("flows", result.flows())
                        .put("packets", result.frames())
                        .put("ns_per_packet", result.nsPerFrame())
                        .put("allocated_bytes_per_packet", result.bytesPerFrame())
                        .put("jain", result.fairness())
                        .put("worst_rate_error", result.worstRateError());
            }
        }
        return document.toPrettyString();
    }
}
