package org.paceline.cli.pacebench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of the command: runs the plan and tells what came of it. */
public final class BenchRun {
    private static final Path STANDARD_OUTPUT = Path.of("-");

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
        BenchResult result = measured(plan, err);
        String document =
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(BenchJson.document(result));
        if (html != null) {
            Files.writeString(html, BenchPage.of(result));
        }
        if (STANDARD_OUTPUT.equals(json)) {
            out.println(document);
            out.flush();
            return;
        }
        if (json != null) {
            Files.writeString(json, document + "\n");
        }
        out.print(BenchTable.of(result));
        out.printf(
                Locale.ROOT,
                "medians of %d rounds; steal during the bench: %d ms; stamps scatter by %d ns%n",
                plan.rounds(),
                result.stealMs(),
                result.stampNoiseNs());
        out.flush();
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
