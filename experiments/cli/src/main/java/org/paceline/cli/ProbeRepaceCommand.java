package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.repace.LiveRepace;
import org.paceline.cli.repace.RepacePlan;
import org.paceline.cli.repace.RepaceText;
import org.paceline.cli.result.ResultOutput;
import org.paceline.nic.DeviceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline probe repace}: a forwarder that gives frames their spacing back. */
@Command(
        name = "repace",
        description = {
            "Forwards between a guest's bridge and the uplink, and gives frames their spacing back.",
            "Frames from the inside wait in a bounded queue and leave evenly; those from the outside pass at once.",
            "Both interfaces must be up and belong to nobody else: no bridge, no route of the kernel between them."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it forwarded until it was ended", "1:an interface could not be used", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  Behind a KVM guest: tap0 and veth-a in a bridge, veth-b its other end, eth1 the uplink:",
            "    ./paceline probe repace --inside veth-b --outside eth1",
            "  At the rate that the guest paces with, for a minute, as JSON:",
            "    ./paceline probe repace --inside veth-b --outside eth1 --spacing 10M --seconds 60 --json -",
            "  For comparison, one frame at a time without any spacing:",
            "    ./paceline probe repace --inside veth-b --outside eth1 --spacing packet-by-packet"
        })
final class ProbeRepaceCommand implements Callable<Integer> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Option(names = "--inside", required = true, paramLabel = "INTERFACE", description = "The side of the guest.")
    private String inside = "";

    @Option(names = "--outside", required = true, paramLabel = "INTERFACE", description = "The side of the wire.")
    private String outside = "";

    @Option(
            names = "--spacing",
            paramLabel = "RULE",
            defaultValue = "measured",
            description =
                    "measured (the rate of the arrivals, the default), a rate such as 10M (of frames without FCS),"
                            + " gap=TIME, or packet-by-packet (none).")
    private String spacing = "";

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            defaultValue = "60ms",
            description = "How long a frame may wait by the measured spacing; longer than the period of the bursts."
                    + " Default: ${DEFAULT-VALUE}.")
    private String hold = "";

    @Option(
            names = "--queue",
            paramLabel = "FRAMES",
            defaultValue = "2000",
            description = "Bound of the queue; what finds it full is dropped. Default: ${DEFAULT-VALUE}.")
    private int queueFrames;

    @Option(names = "--seconds", paramLabel = "N", description = "End after so long; else at Ctrl-C.")
    private int seconds;

    @Option(names = "--spin", description = "Wait for departures on the CPU and not asleep: for gaps below 70 us.")
    private boolean spin;

    @Option(names = "--cpu", paramLabel = "N", defaultValue = "-1", description = "Stay on this CPU, counted from 0.")
    private int cpu;

    @Option(names = "--realtime", description = "Run before all ordinary threads (SCHED_FIFO), where permitted.")
    private boolean realtime;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the report as JSON; - for standard output.")
    private @Nullable Path json;

    private final CountDownLatch reported = new CountDownLatch(1);

    @Override
    public Integer call() {
        LiveRepace repace = new LiveRepace(plan());
        Thread hook = new Thread(() -> endInOrder(repace), "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            forward(repace);
            return 0;
        } catch (DeviceException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            throw new CommandFailure("cannot write the report: " + failed.getMessage(), failed);
        } finally {
            reported.countDown();
            forget(hook);
        }
    }

    private RepacePlan plan() {
        try {
            RepacePlan plan = new RepacePlan(
                    inside,
                    outside,
                    spacing,
                    RepacePlan.time("--hold", hold),
                    queueFrames,
                    seconds * NS_PER_SECOND,
                    spin,
                    cpu,
                    realtime);
            plan.rule(); // so that a wrong one is refused before anything is opened
            return plan;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void forward(LiveRepace repace) throws IOException {
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        err.println("paceline: forwarding between " + inside + " and " + outside + "; Ctrl-C ends it and reports");
        err.flush();
        LiveRepace.Outcome outcome = repace.run();
        outcome.refusals().forEach(refusal -> err.println("paceline: " + refusal));
        output.write(RepaceText.json(repace.plan(), outcome).toPrettyString(), RepaceText.text(repace.plan(), outcome));
    }

    /** Lets the run come to its end and its report be written before the process goes. */
    private void endInOrder(LiveRepace repace) {
        repace.end();
        try {
            reported.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // it runs already, and what it waits for has come
        }
    }
}
