package org.paceline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.headroom.HeadroomPlan;
import org.paceline.cli.headroom.HeadroomRun;
import org.paceline.cli.result.ResultOutput;
import org.paceline.nic.DeviceException;
import org.paceline.nic.memory.LinkModel;
import org.paceline.pacer.control.RateText;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline cpu-headroom}: what it is worth to hold windows back while the loop has no time. */
@Command(
        name = "cpu-headroom",
        description = {
            "Sends from a core that busy programs share, with and without holding windows back while the sending",
            "thread has no time for larger ones. In network namespaces of its own; needs root."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:it could not be run", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  ./paceline cpu-headroom",
            "  ./paceline cpu-headroom --flows 64 --hogs 4 --rounds 10 --json headroom.json",
            "  ./paceline cpu-headroom --hogs 0      # what it costs where nobody else wants the core"
        })
final class CpuHeadroomCommand implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "500M",
            description = "Rate of the path (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Its round-trip time (default: ${DEFAULT-VALUE}).")
    private double rttMs;

    @Option(
            names = "--queue",
            paramLabel = "PACKETS",
            defaultValue = "400",
            description = "Its queue (default: ${DEFAULT-VALUE}).")
    private int queuePackets;

    @Option(
            names = "--flows",
            paramLabel = "N",
            defaultValue = "8",
            description = "Flows that send together (default: ${DEFAULT-VALUE}).")
    private int flows;

    @Option(
            names = "--hogs",
            paramLabel = "N",
            defaultValue = "2",
            description = "Programs that never sleep, on the core of the sending thread (default: ${DEFAULT-VALUE}).")
    private int hogs;

    @Option(
            names = "--nice",
            paramLabel = "N",
            defaultValue = "-5",
            description = "Their niceness; -5 has three times the sending thread's weight (default: ${DEFAULT-VALUE}).")
    private int nice;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            defaultValue = "1",
            description = "The core, counted from 0 (default: ${DEFAULT-VALUE}).")
    private int cpu;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each arm has its turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the text.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        HeadroomPlan plan = plan();
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        try {
            HeadroomRun run =
                    HeadroomRun.of(plan, line -> spec.commandLine().getErr().println(line));
            output.write(run.json(), run.text());
            return 0;
        } catch (TestbedException | DeviceException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private HeadroomPlan plan() {
        try {
            LinkModel path = LinkModel.defaults()
                    .withRateBitsPerSecond(RateText.parse(rate))
                    .withDelayNs(Math.round(rttMs / 2 * NS_PER_MS))
                    .withQueuePackets(queuePackets);
            return new HeadroomPlan(path, flows, hogs, nice, cpu, seconds, rounds);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
