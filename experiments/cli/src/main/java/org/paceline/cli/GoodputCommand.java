package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.goodput.GoodputPlan;
import org.paceline.cli.goodput.GoodputRun;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline goodput}: utcp under random loss, beside the kernel's TCP over the same path. */
@Command(
        name = "goodput",
        description = {
            "Measures goodput under random loss: the kernel's TCP and utcp over one delay node in network namespaces",
            "of its own, and utcp over a link in memory in virtual time, with the ratios to the kernel."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:it could not be run", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  ./paceline goodput",
            "  ./paceline goodput --loss 0.001,0.01 --congestion cubic --rounds 7 --seconds 20",
            "  ./paceline goodput --memory --rounds 20 --json -"
        })
final class GoodputCommand implements Callable<Integer> {
    private static final double MEGA = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--loss",
            split = ",",
            paramLabel = "P",
            defaultValue = "0.001,0.01,0.05",
            description = "Shares of frames lost on the way to the receiver (default: ${DEFAULT-VALUE}).")
    private List<Double> losses;

    @Option(
            names = {"-C", "--congestion"},
            split = ",",
            paramLabel = "NAME",
            defaultValue = "cubic,bbr",
            description = "Congestion controls that both know (default: ${DEFAULT-VALUE}).")
    private List<String> algorithms;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each transfer sends (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each cell is measured; medians are compared (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "MBPS",
            defaultValue = "100",
            description = "Rate of the bottleneck in Mb/s (default: ${DEFAULT-VALUE}).")
    private double rateMbps;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Round-trip time of the empty path (default: ${DEFAULT-VALUE}).")
    private double rttMs;

    @Option(
            names = "--memory",
            description = "Only the link in memory: no namespaces, no root, no kernel to compare with.")
    private boolean memoryOnly;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the table.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            GoodputRun.run(plan(), json, out, err);
            return 0;
        } catch (TestbedException | IOException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private GoodputPlan plan() {
        try {
            algorithms.forEach(UtcpTransport::congestion);
            return new GoodputPlan(
                    losses, algorithms, seconds, rounds, Math.round(rateMbps * MEGA), rttMs, !memoryOnly);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
