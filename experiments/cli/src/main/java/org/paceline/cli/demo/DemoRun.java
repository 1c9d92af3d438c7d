package org.paceline.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;

/** One call of the command: finds where the plan can run, runs it there and tells what came of it. */
public final class DemoRun {
    private static final double MEGA = 1e6;

    private final DemoPlan plan;
    private final boolean json;
    private final PrintWriter out;
    private final Consumer<String> progress;
    private volatile boolean ending;

    private DemoRun(DemoPlan plan, boolean json, PrintWriter out, PrintWriter err) {
        this.plan = plan;
        this.json = json;
        this.out = out;
        PrintWriter told = json ? err : out;
        this.progress = line -> {
            told.println(line);
            told.flush();
        };
    }

    /**
     * Runs the plan live, in a user namespace of its own, or in virtual time, whichever is the first that this host
     * allows.
     *
     * @return exit code
     * @throws TestbedException when it breaks, in one line
     */
    public static int run(DemoPlan plan, boolean json, PrintWriter out, PrintWriter err) {
        DemoRun run = new DemoRun(plan, json, out, err);
        if (NestedRun.unnecessary()) {
            return run.live();
        }
        @Nullable Integer status = NestedRun.possible() ? NestedRun.run() : null;
        return status != null ? status : run.virtual();
    }

    private int live() {
        Thread flag = new Thread(() -> ending = true, "demo-ending");
        Runtime.getRuntime().addShutdownHook(flag);
        try (Testbed testbed = new Testbed()) {
            announce("real packets between network namespaces");
            return finish(new LivePath(plan, testbed), List.of());
        } catch (RuntimeException failure) {
            // whoever ended us with Ctrl-C need not read what broke by it
            while (ending) {
                LockSupport.park();
            }
            throw failure;
        }
    }

    private int virtual() {
        announce("virtual time over a link in memory, since this host allows no network namespace");
        return finish(new VirtualPath(plan), List.of(Captions.VIRTUAL_TIME));
    }

    private void announce(String where) {
        progress.accept(String.format(
                Locale.ROOT,
                "paceline demo: %s%n  %s Mb/s, %s ms RTT, %d packets of queue; %d rounds of %d s an arm",
                where,
                plan.rateBitsPerSecond() / MEGA,
                plan.rttMs(),
                plan.queuePackets(),
                plan.rounds(),
                plan.seconds()));
    }

    private int finish(DemoPath path, List<String> notes) {
        DemoResult result = new Demonstration(plan, path, notes, progress).run();
        if (json) {
            out.println(text(result));
        } else {
            out.println();
            out.print(ComparisonTable.text(result.arms()));
            out.println();
            result.notes().forEach(note -> out.println("note: " + note));
            out.println("back to back: gaps of at most " + ComparisonTable.duration(result.thresholdNs())
                    + ", on the wire before the bottleneck");
            out.println("written: " + plan.output().resolve("report.html") + ", results.json and a pcapng per arm");
        }
        out.flush();
        return 0;
    }

    private static String text(DemoResult result) {
        try {
            return Demonstration.json(result);
        } catch (IOException impossible) {
            throw new TestbedException("cannot write the results as JSON", impossible);
        }
    }
}
