package org.paceline.probe.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.paceline.probe.analysis.cause.Cause;
import org.paceline.probe.analysis.cause.Verdict;

/** Asks the classifier about coalescers of known kind and counts how often it is right. */
public final class SelfTest {
    /**
     * One answer.
     *
     * @param variant its name
     * @param keptOut this variant is scored apart
     * @param truth what was injected
     * @param said what the verdict put first
     * @param coalesced what the verdict said of the spacing
     */
    public record Answer(String variant, boolean keptOut, Cause truth, Cause said, boolean coalesced) {
        /** Whether packets were moved together in truth. */
        public boolean injected() {
            return truth != Cause.NONE;
        }

        public boolean causeRight() {
            return truth == said;
        }
    }

    /**
     * Counts over answers.
     *
     * @param runs how many
     * @param precision of "coalesced": how many of those found were there
     * @param recall of "coalesced": how many of those there were found
     * @param causeShare coalesced runs whose cause stood first
     * @param cleanRuns runs in which nothing was injected
     * @param falseAlarms of them, in which something was found
     */
    public record Score(int runs, double precision, double recall, double causeShare, int cleanRuns, int falseAlarms) {}

    private SelfTest() {}

    /** Number of coalescers, clean paths not counted. */
    public static long coalescers() {
        return Variants.all().stream().filter(Variant::coalesces).count();
    }

    /**
     * Runs every variant.
     *
     * @param runs how often each coalescer; clean paths are run four times as often
     * @param seed of the first run
     */
    public static List<Answer> run(int runs, long seed, Consumer<String> progress) {
        List<Answer> answers = new ArrayList<>();
        List<Variant> variants = Variants.all();
        for (int index = 0; index < variants.size(); index++) {
            Variant variant = variants.get(index);
            progress.accept(variant.name());
            int times = variant.coalesces() ? runs : 4 * runs;
            for (int run = 0; run < times; run++) {
                Verdict verdict = SyntheticRun.verdict(variant, seed + 1_000L * index + run);
                answers.add(new Answer(
                        variant.name(),
                        Variants.keptOut(index),
                        variant.cause(),
                        verdict.first(),
                        verdict.coalesced()));
            }
        }
        return answers;
    }

    public static Score score(List<Answer> answers) {
        int injected = 0;
        int found = 0;
        int right = 0;
        int causes = 0;
        int alarms = 0;
        for (Answer answer : answers) {
            injected += answer.injected() ? 1 : 0;
            found += answer.coalesced() ? 1 : 0;
            right += answer.coalesced() && answer.injected() ? 1 : 0;
            causes += answer.injected() && answer.causeRight() ? 1 : 0;
            alarms += answer.coalesced() && !answer.injected() ? 1 : 0;
        }
        return new Score(
                answers.size(),
                (double) right / found,
                (double) right / injected,
                (double) causes / injected,
                answers.size() - injected,
                alarms);
    }
}
