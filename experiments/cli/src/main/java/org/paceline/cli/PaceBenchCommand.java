package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.pacebench.BenchDevice;
import org.paceline.cli.pacebench.BenchPlan;
import org.paceline.cli.pacebench.BenchRun;
import org.paceline.cli.pacebench.Mechanism;
import org.paceline.cli.pacebench.SenderScheduling;
import org.paceline.nic.DeviceException;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingText;
import org.paceline.testbed.TestbedException;
import org.paceline.utcp.runtime.WaitMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline pace-bench}: how punctually frames leave, beside a bare loop and the kernel's pacing. */
@Command(
        name = "pace-bench",
        description = {
            "Measures how punctually frames leave: utcp through its whole stack beside a bare loop (clock, wait,",
            "send), kernel TCP under SO_MAX_PACING_RATE and iperf3 -b, in turns, seen by the far side's kernel stamps.",
            "Makes its own network namespaces and removes them whatever happens. Needs root."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured; an arm that could not run says so",
            "1:nothing could be measured",
            "2:a wrong option"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline pace-bench",
            "  ./paceline pace-bench --rates 100M,1G --waiters spin --devices packet --rounds 10",
            "  ./paceline pace-bench --cpu 1 --realtime --html bench.html --json bench.json",
            "  ./paceline pace-bench --json - | jq '.arms[] | {mechanism, rate_bps, error_p99_to_bare_loop}'"
        })
final class PaceBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "RATE",
            defaultValue = "10M,100M,1G",
            description = "Rates in bits per second, of packets of 1500 bytes (default: ${DEFAULT-VALUE}).")
    private List<String> rates;

    @Option(
            names = "--mechanisms",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "bare-loop,utcp-timed,kernel-paced,kernel-paced-gso,iperf3-b",
            description = "What is compared (default: ${DEFAULT-VALUE}).")
    private List<String> mechanisms;

    @Option(
            names = "--waiters",
            split = ",",
            paramLabel = "HOW",
            defaultValue = "spin,park-then-spin,park",
            description = "How utcp and the bare loop wait (default: ${DEFAULT-VALUE}).")
    private List<String> waiters;

    @Option(
            names = "--devices",
            split = ",",
            paramLabel = "KIND",
            defaultValue = "packet,tap",
            description = "Packet socket on a veth pair, or TAP (default: ${DEFAULT-VALUE}).")
    private List<String> devices;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long each turn counts, after half a second of warm-up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each arm has its turn; medians are told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Keep the threads that send, utcp's and the bare loop's, on this CPU; -1 for any.")
    private int cpu;

    @Option(
            names = "--realtime",
            description = "Run these threads before all ordinary ones (SCHED_FIFO), where that is permitted.")
    private boolean realtime;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write every turn and the medians as JSON; - for standard output instead of the table.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with figures.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            BenchRun.run(plan(), json, html, out, err);
            return 0;
        } catch (TestbedException | DeviceException | IOException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private BenchPlan plan() {
        try {
            return new BenchPlan(
                    rates.stream().map(PaceBenchCommand::rate).toList(),
                    named("mechanism", mechanisms, Mechanism.values(), Mechanism::id),
                    named("waiter", waiters, WaitMode.values(), WaitMode::optionName),
                    named("device", devices, BenchDevice.values(), BenchDevice::id),
                    seconds,
                    rounds,
                    new SenderScheduling(cpu, realtime));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static long rate(String text) {
        if (PacingText.policy(text) instanceof FixedRate fixed) {
            return fixed.payloadBitsPerSecond();
        }
        throw new IllegalArgumentException("a rate is written as 10M or 1G, not " + text);
    }

    private static <T> List<T> named(String noun, List<String> names, T[] known, Function<T, String> id) {
        return names.stream()
                .map(name -> Arrays.stream(known)
                        .filter(each -> id.apply(each).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no " + noun + " is called " + name
                                + "; there is "
                                + Arrays.stream(known).map(id).collect(Collectors.joining(", ")))))
                .toList();
    }
}
