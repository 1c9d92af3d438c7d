package org.paceline.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.host.HostFacts;
import org.paceline.testbed.TestbedException;

/**
 * Runs a plan over a path: every arm once in each round, the first one changing with the round so that none always has
 * the same neighbour, and keeps what was found. Belongs to one thread.
 */
public final class Demonstration {
    private static final String RESULTS = "results.json";
    private static final String REPORT = "report.html";
    private static final String CAPTURE_SUFFIX = ".pcapng";

    private final DemoPlan plan;
    private final DemoPath path;
    private final List<String> notes;
    private final Consumer<String> progress;
    private final BackToBackThreshold threshold;

    /**
     * A demonstration that has not run yet.
     *
     * @param notes what the reader must know beforehand
     * @param progress takes a line after each turn
     */
    Demonstration(DemoPlan plan, DemoPath path, List<String> notes, Consumer<String> progress) {
        this.plan = plan;
        this.path = path;
        this.notes = List.copyOf(notes);
        this.progress = progress;
        this.threshold = BackToBackThreshold.virtualLink(plan.rateBitsPerSecond(), path.stampNoiseNs());
    }

    /** Runs it and writes captures, results and report into the plan's directory. */
    DemoResult run() {
        try {
            Files.createDirectories(plan.output());
            DemoResult result = measure();
            Files.writeString(plan.output().resolve(RESULTS), json(result) + "\n");
            Files.writeString(plan.output().resolve(REPORT), ReportPage.of(result));
            return result;
        } catch (IOException refused) {
            throw new TestbedException(
                    "cannot write into " + plan.output() + "; choose another directory with --output: " + refused);
        }
    }

    /** The result as the text of {@code results.json}. */
    static String json(DemoResult result) throws IOException {
        ObjectNode document = ResultsJson.document(result);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
    }

    private DemoResult measure() throws IOException {
        Map<Arm, List<RoundResult>> rounds = new EnumMap<>(Arm.class);
        for (Arm arm : path.arms()) {
            rounds.put(arm, new ArrayList<>());
            Files.deleteIfExists(plan.output().resolve(captureName(arm)));
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Arm arm : rotated(path.arms(), round - 1)) {
                rounds.getOrDefault(arm, List.of()).add(turn(arm, round));
            }
        }
        List<ArmResult> arms = new ArrayList<>();
        rounds.forEach((arm, results) -> arms.add(ArmResult.of(plan, arm, results, threshold, captureName(arm))));
        return new DemoResult(
                plan,
                HostFacts.read(),
                path.description(),
                path.virtualTime(),
                path.stampNoiseNs(),
                threshold,
                arms,
                allNotes(arms));
    }

    private RoundResult turn(Arm arm, int round) throws IOException {
        Path capture = plan.output().resolve("." + arm.id() + "-" + round + CAPTURE_SUFFIX);
        // Ctrl-C ends the process in the middle of this
        capture.toFile().deleteOnExit();
        try {
            RoundResult result = RoundResult.read(path.run(arm, round, capture), threshold);
            // sections of pcapng may follow one another: an arm's rounds make one capture
            Path whole = plan.output().resolve(captureName(arm));
            try (OutputStream end =
                    Files.newOutputStream(whole, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                Files.copy(capture, end);
            }
            progress.accept(ProgressLine.of(result, plan.rounds()));
            return result;
        } finally {
            Files.deleteIfExists(capture);
        }
    }

    private List<String> allNotes(List<ArmResult> arms) {
        List<String> all = new ArrayList<>(notes);
        for (ArmResult arm : arms) {
            if (arm.missedFrames() > 0) {
                all.add("The bottleneck itself missed " + arm.missedFrames() + " frames of "
                        + arm.arm().id() + ": this host was too busy, run again.");
            }
        }
        return all;
    }

    private static String captureName(Arm arm) {
        return arm.id() + CAPTURE_SUFFIX;
    }

    private static List<Arm> rotated(List<Arm> arms, int by) {
        List<Arm> order = new ArrayList<>(arms);
        Collections.rotate(order, -by);
        return order;
    }
}
