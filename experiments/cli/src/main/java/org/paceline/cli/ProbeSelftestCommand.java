package org.paceline.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.paceline.probe.synthetic.SelfTest;
import org.paceline.probe.synthetic.SelfTest.Answer;
import org.paceline.probe.synthetic.SelfTest.Score;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline probe selftest}: how often the classifier is right about coalescers of known kind. */
@Command(
        name = "selftest",
        description = {
            "Injects coalescers of known kind into traffic of random rates, sizes, jitter, loss and clocks, and counts",
            "how often the verdict is right. Every other one is scored apart; seen while weights were set."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:precision and recall at least 0.95, causes at least 0.85, at most 1 false alarm in 100",
            "1:something of it is not so",
            "2:a wrong option"
        },
        footer = {"", "Examples:", "  ./paceline probe selftest", "  ./paceline probe selftest --runs 100 --seed 7"})
final class ProbeSelftestCommand implements Callable<Integer> {
    private static final double FOUND = 0.95;
    private static final double CAUSE = 0.85;
    private static final double ALARMS = 0.01;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Runs of each coalescer; clean paths are run four times as often (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "First seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        if (runs < 1 || runs > 10_000) {
            throw new ParameterException(spec.commandLine(), "--runs is 1 to 10000, and not " + runs);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Answer> answers = SelfTest.run(runs, seed, name -> {
            err.println("running: " + name);
            err.flush();
        });
        PrintWriter out = spec.commandLine().getOut();
        table(out, answers);
        Score all = SelfTest.score(answers);
        Score keptOut = SelfTest.score(answers.stream().filter(Answer::keptOut).toList());
        line(out, "all", all);
        line(out, "kept out", keptOut);
        out.flush();
        return good(all) && good(keptOut) ? 0 : 1;
    }

    private static boolean good(Score score) {
        return score.precision() >= FOUND
                && score.recall() >= FOUND
                && score.causeShare() >= CAUSE
                && score.falseAlarms() <= ALARMS * score.cleanRuns();
    }

    private static void table(PrintWriter out, List<Answer> answers) {
        Map<String, int[]> rows = new LinkedHashMap<>();
        for (Answer answer : answers) {
            String name = String.format(
                    Locale.ROOT,
                    "%-8s  %-21s  %-46s",
                    answer.keptOut() ? "kept out" : "",
                    answer.truth().id(),
                    answer.variant());
            int[] counts = rows.computeIfAbsent(name, unused -> new int[3]);
            counts[0]++;
            counts[1] += answer.coalesced() ? 1 : 0;
            counts[2] += answer.causeRight() ? 1 : 0;
        }
        out.printf(Locale.ROOT, "%-8s  %-21s  %-46s  runs  found  cause right%n", "", "injected", "");
        rows.forEach((name, counts) ->
                out.printf(Locale.ROOT, "%s  %4d  %5d  %11d%n", name, counts[0], counts[1], counts[2]));
    }

    private static void line(PrintWriter out, String which, Score score) {
        out.printf(
                Locale.ROOT,
                "%s: %d runs of %d coalescers and clean paths; coalesced: precision %.3f, recall %.3f;"
                        + " cause first: %.3f;"
                        + " false alarms: %d of %d%n",
                which,
                score.runs(),
                SelfTest.coalescers(),
                score.precision(),
                score.recall(),
                score.causeShare(),
                score.falseAlarms(),
                score.cleanRuns());
    }
}
