package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.differential.Conversation;
import org.paceline.cli.differential.DifferentialPlan;
import org.paceline.cli.differential.DifferentialRun;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.iperf.client.ByteCount;
import org.paceline.nic.memory.LinkModel;
import org.paceline.testbed.AddressFamily;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline differential}: the same conversations over utcp and over the kernel's TCP. */
@Command(
        name = "differential",
        description = {
            "Holds the same conversations with utcp and with the kernel's TCP in every pairing, and compares what both",
            "ends saw: bytes by hash, ends, resets. Makes its own network namespaces and needs root."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:utcp behaves as the kernel does", "1:it does not, or the run failed", "2:a wrong option"},
        footer = {
            "",
            "Examples:",
            "  ./paceline differential",
            "  ./paceline differential --family ipv6 --connections 0",
            "  ./paceline differential --only bulk_up,half_close --loss 0.02 --rtt 40",
            "  ./paceline differential --only bulk_up --bytes 1G --rate 0 --loss 0 --reorder 0 --rtt 0",
            "  ./paceline differential --only one_byte --connections 10000 --loss 0 --json -"
        })
final class DifferentialCommand implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Conversations to hold: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Conversation> only = List.of();

    @Option(
            names = "--family",
            split = ",",
            paramLabel = "FAMILY",
            defaultValue = "IPV4,IPV6",
            description = "Protocols below TCP: ${COMPLETION-CANDIDATES} (default: both).")
    private List<AddressFamily> families = List.of();

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "2M",
            description = "What a bulk conversation carries each way, with K, M or G (default: ${DEFAULT-VALUE}).")
    private String bytes;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "200",
            description = "Connections opened and closed one after the other (default: ${DEFAULT-VALUE}; 0 for none).")
    private int connections;

    @Option(
            names = "--rate",
            paramLabel = "MBPS",
            defaultValue = "50",
            description = "Rate of the path in Mb/s, 0 for no limit (default: ${DEFAULT-VALUE}).")
    private double rateMbps;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "10",
            description = "Round-trip time of the empty path (default: ${DEFAULT-VALUE}).")
    private double rttMs;

    @Option(
            names = "--loss",
            paramLabel = "P",
            defaultValue = "0.005",
            description = "Share of frames lost in each direction (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--reorder",
            paramLabel = "P",
            defaultValue = "0.01",
            description = "Share of frames held back by 2 ms (default: ${DEFAULT-VALUE}).")
    private double reorder;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Luck of the path (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return DifferentialRun.run(plan(), json, out, err);
        } catch (TestbedException | IOException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
    }

    private DifferentialPlan plan() {
        try {
            LinkModel link = LinkModel.defaults()
                    .withRateBitsPerSecond(Math.round(rateMbps * 1e6))
                    .withDelayNs(Math.round(rttMs / 2 * NS_PER_MS))
                    .withLoss(loss)
                    .withReordering(reorder, Math.round(2 * NS_PER_MS));
            return new DifferentialPlan(only, families, ByteCount.parse("--bytes", bytes), connections, link, seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
