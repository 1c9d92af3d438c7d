package org.paceline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.interfacequeue.QueuePlan;
import org.paceline.cli.interfacequeue.QueueRun;
import org.paceline.cli.iperf.client.ByteCount;
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

/** {@code paceline interface-queue}: what a limit of the interface's queue is good for. */
@Command(
        name = "interface-queue",
        description = {
            "Sends a short transfer beside two bulk ones, and three long ones together, through one interface with a",
            "long queue, with and without a limit of what stands in it. In memory and virtual time, which needs no",
            "root; with --live the short one over a real interface as well."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the short transfer takes at least 2 times as long without the limit, and Jain's index is 0.99 with it",
            "1:it is not so, or the run failed",
            "2:a wrong option"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline interface-queue",
            "  ./paceline interface-queue --live 5",
            "  ./paceline interface-queue --rate 1G --rtt 2 --long 1G --html queue.html",
            "  ./paceline interface-queue --queue 100 --json - | jq .ratio"
        })
final class InterfaceQueueCommand implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;
    private static final int MAX_LIVE_ROUNDS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "100M",
            description = "Rate of the interface (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Round-trip time behind the empty queue (default: ${DEFAULT-VALUE}).")
    private double rttMs;

    @Option(
            names = "--queue",
            paramLabel = "PACKETS",
            defaultValue = "1000",
            description = "Length of the interface's queue (default: ${DEFAULT-VALUE}).")
    private int queuePackets;

    @Option(
            names = "--short",
            paramLabel = "N",
            defaultValue = "100K",
            description = "Bytes of the short transfer, with K, M or G (default: ${DEFAULT-VALUE}).")
    private String shortBytes;

    @Option(
            names = "--long",
            paramLabel = "N",
            defaultValue = "100M",
            description = "Bytes of each of the three long ones (default: ${DEFAULT-VALUE}).")
    private String longBytes;

    @Option(
            names = "--send-buffer",
            paramLabel = "N",
            defaultValue = "400K",
            description = {
                "Send buffer of each connection: two fill path and half of the queue,",
                "three do not overflow it (default: ${DEFAULT-VALUE})."
            })
    private String sendBuffer;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the stacks' luck (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--live",
            paramLabel = "ROUNDS",
            description = {
                "Send the short transfer over a real interface too, so many times with and without the limit:",
                "a veth pair behind tbf, in network namespaces of its own; needs root. It has no delay but the queue's."
            })
    private @Nullable Integer liveRounds;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output instead of the text.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with the four figures.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        if (html != null) {
            ResultOutput.requireWritable(html);
        }
        QueuePlan plan = plan();
        if (liveRounds != null && (liveRounds < 1 || liveRounds > MAX_LIVE_ROUNDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--live " + liveRounds + " is out of range; give 1 to " + MAX_LIVE_ROUNDS);
        }
        QueueRun run = QueueRun.of(plan, spec.commandLine().getErr());
        if (liveRounds != null) {
            live(run, liveRounds);
        }
        if (html != null) {
            ResultOutput.save(html, run.html());
        }
        output.write(run.json(), run.text());
        return run.held() ? 0 : 1;
    }

    private void live(QueueRun run, int rounds) {
        try {
            run.live(rounds, spec.commandLine().getErr());
        } catch (TestbedException | DeviceException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private QueuePlan plan() {
        try {
            LinkModel link = LinkModel.defaults()
                    .withRateBitsPerSecond(RateText.parse(rate))
                    .withDelayNs(Math.round(rttMs / 2 * NS_PER_MS))
                    .withQueuePackets(queuePackets);
            return new QueuePlan(
                    link,
                    ByteCount.parse("--short", shortBytes),
                    ByteCount.parse("--long", longBytes),
                    Math.toIntExact(ByteCount.parse("--send-buffer", sendBuffer)),
                    seed);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
