package org.paceline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.gaps.GapsPlan;
import org.paceline.cli.gaps.GapsRun;
import org.paceline.cli.result.ResultOutput;
import org.paceline.nic.DeviceException;
import org.paceline.pacer.control.RateText;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.IpgMechanism;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline gaps}: what holds the gap when the timer is late. */
@Command(
        name = "gaps",
        description = {
            "Sends frames in even steps through a bottleneck of known rate, with a thread that wakes late on purpose,",
            "and shows the gaps at the receiver for each mechanism. In network namespaces of its own; needs root."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:it could not be run", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  ./paceline gaps",
            "  ./paceline gaps --rate 100M --frame 1514 --gap 1000 --late 500 --lead 600",
            "  ./paceline gaps --ipg timed,gap-frames,txtime --rounds 10 --json gaps.json"
        })
final class GapsCommand implements Callable<Integer> {
    private static final long NS_PER_US = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ipg",
            split = ",",
            paramLabel = "HOW",
            defaultValue = "timed,gap-frames",
            description = "Mechanisms to compare, as send names them (default: ${DEFAULT-VALUE}).")
    private List<String> mechanisms;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "200M",
            description = "Rate of the bottleneck (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--frame",
            paramLabel = "BYTES",
            defaultValue = "600",
            description = "Length of a frame without FCS (default: ${DEFAULT-VALUE}).")
    private int frameBytes;

    @Option(
            names = "--gap",
            paramLabel = "US",
            defaultValue = "400",
            description = "Time from departure to departure (default: ${DEFAULT-VALUE}).")
    private long gapUs;

    @Option(
            names = "--late",
            paramLabel = "US",
            defaultValue = "200",
            description = "The thread wakes so late at most, evenly drawn (default: ${DEFAULT-VALUE}).")
    private long lateUs;

    @Option(
            names = "--lead",
            paramLabel = "US",
            defaultValue = "300",
            description = "How far ahead gap frames are handed over (default: ${DEFAULT-VALUE}).")
    private long leadUs;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "2500",
            description = "Frames of a round (default: ${DEFAULT-VALUE}).")
    private int frames;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of each mechanism (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the lateness (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the table.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ResultOutput output = new ResultOutput(json, out);
            GapsRun run = GapsRun.of(plan(), spec.commandLine().getErr());
            output.write(run.json(), run.text());
            return 0;
        } catch (TestbedException | DeviceException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private GapsPlan plan() {
        try {
            return new GapsPlan(
                    mechanisms.stream().map(IpgMechanism::parse).toList(),
                    RateText.parse(rate),
                    frameBytes,
                    gapUs * NS_PER_US,
                    lateUs * NS_PER_US,
                    leadUs * NS_PER_US,
                    frames,
                    rounds,
                    seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
