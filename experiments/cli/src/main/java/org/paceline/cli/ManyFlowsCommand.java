package org.paceline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.manyflows.FlowsPlan;
import org.paceline.cli.manyflows.FlowsRun;
import org.paceline.cli.result.ResultOutput;
import org.paceline.pacer.control.RateText;
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
            "sending stack, what it allocates, and how exact and equal the rates are. In memory; needs no root."
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

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the text.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        FlowsRun run = FlowsRun.of(plan(), spec.commandLine().getErr());
        output.write(run.json(), run.text());
        return run.held() ? 0 : 1;
    }

    private FlowsPlan plan() {
        try {
            return new FlowsPlan(flows, RateText.parse(rate), packets, rounds);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
