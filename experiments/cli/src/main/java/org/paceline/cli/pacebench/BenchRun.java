package org.paceline.cli.pacebench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.result.ResultOutput;

/** One call of the command: runs the plan and tells what came of it. */
public final class BenchRun {

    private static volatile boolean ending;

    private BenchRun() {}

    /**
     * Runs it.
     *
     * @param json where the result goes as JSON, or null; - for {@code out} in the table's place
     * @param html where the page goes, or null
     */
    public static void run(BenchPlan plan, @Nullable Path json, @Nullable Path html, PrintWriter out, PrintWriter err)
            throws IOException {
        ResultOutput output = new ResultOutput(json, out);
        if (html != null) {
            ResultOutput.requireWritable(html);
        }
        BenchResult result = measured(plan, err);
        String document =
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(BenchJson.document(result));
        if (html != null) {
            ResultOutput.save(html, BenchPage.of(result));
        }
        String told = String.format(
                Locale.ROOT,
                "medians of %d rounds; steal during the bench: %d ms; stamps scatter by %d ns%n",
                plan.rounds(),
                result.stealMs(),
                result.stampNoiseNs());
        output.write(document, BenchTable.of(result) + told);
    }

    private static BenchResult measured(BenchPlan plan, PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "pace-bench-ending"));
        try {
            return PaceBench.run(plan, line -> {
                err.println(line);
                err.flush();
            });
        } catch (RuntimeException failure) {
            // whoever ended us with Ctrl-C need not read what broke by it
            while (ending) {
                LockSupport.park();
            }
            throw failure;
        }
    }
}
