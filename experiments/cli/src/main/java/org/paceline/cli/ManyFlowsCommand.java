package org.paceline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.manyflows.FlowsPlan;
import org.paceline.cli.manyflows.FlowsRun;
import org.paceline.cli.pacebench.SenderScheduling;
import org.paceline.cli.result.ResultOutput;
import org.paceline.nic.DeviceException;
import org.paceline.pacer.control.RateText;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline many-flows}: what pacing thousands of flows costs. */
@Command(
        name = "many-flows",
        description = {
            "Paces few flows and many from one stack, at the same rate in all, and measures what a packet costs the",
            "sending stack, what it allocates, and how exact and equal the rates are. In memory, where it needs no",
            "root; or over a veth pair, where the packet socket's cost counts as well."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at most 1.5 times the cost among the most flows, no allocation, Jain 0.99, each rate within 1 %%",
            "1:something of it is not so, or the run failed",
            "2:a wrong option"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline many-flows",
            "  ./paceline many-flows --live --cpu 1",
            "  ./paceline many-flows --flows 1,100,10000 --rate 50M --rounds 9",
            "  ./paceline many-flows --json - | jq .cost_ratio"
        })
final class ManyFlowsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--flows",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,10000",
            description = "How many flows, one count a turn (default: ${DEFAULT-VALUE}).")
    private List<Integer> flows;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "200M",
            description = "Of all flows together (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Packets that a turn counts, at least 20 of each flow (default: ${DEFAULT-VALUE}).")
    private long packets;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each count; medians are told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--live", description = "Over a veth pair between namespaces of its own, in real time; needs root.")
    private boolean live;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Keep the thread that sends on this CPU; -1 for any.")
    private int cpu;

    @Option(
            names = "--realtime",
            description = "Run it before all ordinary threads (SCHED_FIFO), where that is permitted.")
    private boolean realtime;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the text.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        try {
            FlowsRun run = FlowsRun.of(plan(), spec.commandLine().getErr());
            output.write(run.json(), run.text());
            return run.held() ? 0 : 1;
        } catch (TestbedException | DeviceException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private FlowsPlan plan() {
        try {
            return new FlowsPlan(
                    flows, RateText.parse(rate), packets, rounds, live, new SenderScheduling(cpu, realtime));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
