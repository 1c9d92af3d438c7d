package org.paceline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paceline.cli.demo.DemoPlan;
import org.paceline.cli.demo.DemoRun;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingText;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline demo}: kernel TCP, utcp unpaced and utcp paced over one path, compared on the wire. */
@Command(
        name = "demo",
        description = {
            "Compares kernel TCP, utcp unpaced and utcp paced over one path, on real packets.",
            "Makes its own network namespaces: sender - bottleneck - receiver, and removes them whatever happens.",
            "Prints one table and writes results.json, a pcapng per arm and report.html."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the comparison is written", "1:it could not be run", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  ./paceline demo",
            "  ./paceline demo --rounds 5 --seconds 10 --output long-run",
            "  ./paceline demo --rate 20M --rtt 60 --queue 20",
            "  ./paceline demo --json | jq '.arms[] | {name, train_weighted_mean}'"
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each arm sends in each round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each arm has its turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "100M",
            description = "Bottleneck in bits per second, with k or M (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Round-trip time of the empty path (default: ${DEFAULT-VALUE}).")
    private double rttMs;

    @Option(
            names = "--queue",
            paramLabel = "PACKETS",
            defaultValue = "25",
            description = "Queue before the bottleneck, dropped at the tail (default: ${DEFAULT-VALUE}).")
    private int queuePackets;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "paceline-demo",
            description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = {"-J", "--json"},
            description = "Print results.json instead of the table; progress goes to the error stream.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return DemoRun.run(plan(), json, out, err);
        } catch (TestbedException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private DemoPlan plan() {
        try {
            return new DemoPlan(seconds, rounds, rateBitsPerSecond(), rttMs, queuePackets, output);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private long rateBitsPerSecond() {
        try {
            if (PacingText.policy(rate) instanceof FixedRate fixed) {
                return fixed.payloadBitsPerSecond();
            }
        } catch (IllegalArgumentException notARate) {
            throw new IllegalArgumentException(noRate(), notARate);
        }
        throw new IllegalArgumentException(noRate());
    }

    private String noRate() {
        return "the bottleneck needs a rate in bits per second, such as 20M or 100M, not " + rate;
    }
}
