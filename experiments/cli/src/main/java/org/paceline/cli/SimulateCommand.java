package org.paceline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.simulate.SeedRun;
import org.paceline.utcp.simulation.Grid;
import org.paceline.utcp.simulation.Simulation;
import org.paceline.utcp.simulation.SimulationFailure;
import org.paceline.utcp.simulation.SimulationResult;
import org.paceline.utcp.simulation.SimulationTrace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline simulate}: any number of seeds in virtual time, or one of them frame by frame. */
@Command(
        name = "simulate",
        description = {
            "Runs two TCP stacks over harmful paths in virtual time, one scenario a seed, and checks after every event",
            "that nothing broke. The same seed gives the same frames, to the bit."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every seed kept its invariants", "1:some did not; each is named with how to replay it"},
        footer = {
            "",
            "Examples:",
            "  ./paceline simulate --seeds 1000000 --threads 2",
            "  ./paceline simulate --seed 4711 --trace"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long PROGRESS_MS = 5_000;
    private static final double NS_PER_SECOND = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private long seeds = 10_000;

    @Option(names = "--from", paramLabel = "S", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: ${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(names = "--seed", paramLabel = "S", description = "Runs this seed alone.")
    private @Nullable Long seed;

    @Option(names = "--trace", description = "With --seed: prints every frame with its time in virtual nanoseconds.")
    private boolean trace;

    @Option(names = "--grid", paramLabel = "NAME", description = "Prints a grid instead: ${COMPLETION-CANDIDATES}.")
    private @Nullable Grid grid;

    @Option(
            names = {"-J", "--json"},
            description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (trace && seed == null) {
            throw new ParameterException(spec.commandLine(), "--trace shows one run: name it by --seed");
        }
        if (seeds < 1 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds and --threads are at least 1");
        }
        if (grid != null) {
            spec.commandLine().getOut().print(grid.text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        return seed == null ? many() : one(seed);
    }

    private int one(long only) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            SimulationTrace lines = (nowNs, text) -> out.printf("%15d %s%n", nowNs, text.get());
            SimulationResult result = Simulation.run(only, trace ? lines : SimulationTrace.NONE);
            out.printf(
                    "seed %d: %d frames, %d bytes read, %.3f s of virtual time, digest %08x%n",
                    only, result.frames(), result.bytes(), result.virtualNs() / NS_PER_SECOND, result.digest());
            return 0;
        } catch (SimulationFailure e) {
            out.println(e.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private int many() throws InterruptedException {
        long startNs = System.nanoTime();
        SeedRun run = new SeedRun(from, seeds);
        List<Thread> working = run.start(threads);
        for (Thread thread : working) {
            for (thread.join(PROGRESS_MS); thread.isAlive(); thread.join(PROGRESS_MS)) {
                progress(run);
            }
        }
        double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document(run, seconds));
        } else {
            print(run, seconds, out);
        }
        out.flush();
        return run.failures().isEmpty() ? 0 : 1;
    }

    private void progress(SeedRun run) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "  %d of %d seeds, %d failed%n",
                run.done(), run.seeds(), run.failures().size());
        err.flush();
    }

    private static void print(SeedRun run, double seconds, PrintWriter out) {
        for (SeedRun.Failure failure : run.failures()) {
            out.println(failure.what());
            out.println("  replay it: ./paceline simulate --seed " + failure.seed() + " --trace");
        }
        out.printf(
                "%d seeds, %d failed; %d frames, %d bytes read, %.0f s of virtual time in %.1f s%n",
                run.done(), run.failures().size(), run.frames(), run.bytes(), run.virtualNs() / NS_PER_SECOND, seconds);
    }

    private static ObjectNode document(SeedRun run, double seconds) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("seeds", run.done())
                .put("frames", run.frames())
                .put("bytes", run.bytes())
                .put("virtual_seconds", run.virtualNs() / NS_PER_SECOND)
                .put("seconds", seconds);
        ArrayNode failures = document.putArray("failures");
        for (SeedRun.Failure failure : run.failures()) {
            failures.addObject().put("seed", failure.seed()).put("what", failure.what());
        }
        return document;
    }
}
