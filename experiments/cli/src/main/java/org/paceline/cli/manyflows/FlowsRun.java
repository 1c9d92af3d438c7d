package org.paceline.cli.manyflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.paceline.probe.host.StealTime;
import org.paceline.testbed.TestbedException;

/** Few flows and many, in turns, each count at the same rate in all; text and JSON. */
public final class FlowsRun {
    /** How much dearer a packet may be among many, how equal flows of one rate are, and how exact each rate is. */
    private static final double COST_BOUND = 1.5;

    private static final double FAIRNESS_BOUND = 0.99;
    private static final double RATE_BOUND = 0.01;

    /** A byte a packet would be a missed object in hundreds of them. */
    private static final double ALLOCATION_BOUND_BYTES = 1;

    private static final double PERCENT = 100;
    private static final int SETTLE_GAPS = 24;

    /** A ring of frames is read through twice: its memory is there only once it has been touched. */
    private static final int SETTLE_PACKETS = 10_000;

    private final FlowsPlan plan;
    private final List<List<PacedFlows.Result>> rounds = new ArrayList<>();
    private long stolenMs;

    private FlowsRun(FlowsPlan plan) {
        this.plan = plan;
    }

    /** Runs all rounds on a thread that is scheduled as planned; says on the way what it is at. */
    public static FlowsRun of(FlowsPlan plan, PrintWriter progress) {
        FlowsRun run = new FlowsRun(plan);
        StealTime before = StealTime.now();
        ExecutorService sender = Executors.newSingleThreadExecutor(work -> new Thread(work, "sender"));
        try {
            run.round(sender, "warm-up in memory", false, progress);
            if (plan.live()) {
                run.round(sender, "warm-up", true, progress);
            }
            // not sooner: what compiles meanwhile is an ordinary thread
            on(sender, plan.scheduling()::apply).forEach(refusal -> progress.println("paceline: " + refusal));
            for (int round = 1; round <= plan.rounds(); round++) {
                run.rounds.add(run.round(sender, "round " + round + " of " + plan.rounds(), plan.live(), progress));
            }
        } finally {
            sender.shutdown();
        }
        run.stolenMs = StealTime.now().msSince(before);
        return run;
    }

    private List<PacedFlows.Result> round(ExecutorService sender, String name, boolean live, PrintWriter progress) {
        List<PacedFlows.Result> results = new ArrayList<>();
        for (int flows : plan.flows()) {
            PacedFlows.Result result = turn(flows, live, sender);
            progress.printf(Locale.ROOT, "  %s: %,d flows, %.0f ns a packet%n", name, flows, result.nsPerFrame());
            progress.flush();
            results.add(result);
        }
        return results;
    }

    /** The path's own threads begin here, and not on the sender's, whose scheduling they would inherit. */
    private PacedFlows.Result turn(int flows, boolean live, ExecutorService sender) {
        int gaps = Math.max(FlowsPlan.MIN_GAPS, Math.toIntExact(plan.packets() / flows));
        try (FlowsPath path = live ? new LivePath() : new VirtualPath()) {
            PacedFlows uploads = new PacedFlows(path, flows, Math.max(1, plan.bitsPerSecond() / flows));
            return on(sender, () -> uploads.run(Math.max(SETTLE_GAPS, SETTLE_PACKETS / flows), gaps));
        }
    }

    private static <T> T on(ExecutorService sender, Callable<T> work) {
        try {
            return sender.submit(work).get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new TestbedException(String.valueOf(cause.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", interrupted);
        }
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
        return costHeld() && allocationHeld() && fairnessHeld() && ratesHeld();
    }

    private boolean costHeld() {
        return costRatio() <= COST_BOUND;
    }

    private boolean allocationHeld() {
        return mostBytes() < ALLOCATION_BOUND_BYTES;
    }

    private boolean fairnessHeld() {
        return leastFairness() >= FAIRNESS_BOUND;
    }

    private boolean ratesHeld() {
        return worstRateError() <= RATE_BOUND;
    }

    private double worstRateError() {
        return turns().mapToDouble(PacedFlows.Result::worstRateError).max().orElse(Double.NaN);
    }

    private double leastFairness() {
        return turns().mapToDouble(PacedFlows.Result::fairness).min().orElse(Double.NaN);
    }

    private double mostBytes() {
        return turns().mapToDouble(PacedFlows.Result::bytesPerFrame).max().orElse(Double.NaN);
    }

    private Stream<PacedFlows.Result> turns() {
        return rounds.stream().flatMap(List::stream);
    }

    public String text() {
        String where = plan.live() ? "over a packet socket on a veth pair" : "in memory, in virtual time";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Paced flows on one stack %s; %,d b/s together, medians of %d rounds, %d ms stolen%n"
                        + "%10s %12s %12s %12s %12s %10s %14s%n",
                where,
                plan.bitsPerSecond(),
                plan.rounds(),
                stolenMs,
                "flows",
                "ns a packet",
                "of the stack",
                "below it",
                "bytes alloc.",
                "Jain",
                "worst rate"));
        for (int index = 0; index < plan.flows().size(); index++) {
            PacedFlows.Result result = median(index);
            text.append(String.format(
                    Locale.ROOT,
                    "%,10d %12.0f %12.0f %12.0f %12.2f %10.4f %12.2f %%%n",
                    result.flows(),
                    result.nsPerFrame(),
                    result.stackNsPerFrame(),
                    result.deviceNsPerFrame(),
                    result.bytesPerFrame(),
                    result.fairness(),
                    PERCENT * result.worstRateError()));
        }
        judge(
                text,
                costHeld(),
                "a packet among the most costs %.2f times one among the fewest, at most %.1f",
                costRatio(),
                COST_BOUND);
        judge(
                text,
                allocationHeld(),
                "%.2f bytes allocated a packet at most, less than %.0f",
                mostBytes(),
                ALLOCATION_BOUND_BYTES);
        judge(text, fairnessHeld(), "Jain %.4f in the worst turn, at least %.2f", leastFairness(), FAIRNESS_BOUND);
        judge(
                text,
                ratesHeld(),
                "a rate %.2f %% off in the worst turn, at most %.0f %%",
                PERCENT * worstRateError(),
                PERCENT * RATE_BOUND);
        return text.toString();
    }

    private static void judge(StringBuilder text, boolean held, String format, double measured, double bound) {
        text.append(held ? "held      " : "NOT held  ")
                .append(String.format(Locale.ROOT, format, measured, bound))
                .append(" asked for\n");
    }

    public String json() {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("schema", 1)
                .put("live", plan.live())
                .put("rate_bps", plan.bitsPerSecond())
                .put("stolen_ms", stolenMs)
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
                        .put("stack_ns_per_packet", result.stackNsPerFrame())
                        .put("device_ns_per_packet", result.deviceNsPerFrame())
                        .put("allocated_bytes_per_packet", result.bytesPerFrame())
                        .put("jain", result.fairness())
                        .put("worst_rate_error", result.worstRateError());
            }
        }
        return document.toPrettyString();
    }
}
