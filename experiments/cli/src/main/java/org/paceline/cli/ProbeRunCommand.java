package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.iperf.station.StationOptions;
import org.paceline.cli.iperf.station.StationSettings;
import org.paceline.cli.probe.AnalysisText;
import org.paceline.cli.probe.SendLogFile;
import org.paceline.cli.probe.page.ProbePage;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.sweep.GapText;
import org.paceline.cli.sweep.UtcpSweep;
import org.paceline.cli.verify.ChangeJson;
import org.paceline.cli.verify.ChangeText;
import org.paceline.cli.verify.HostWatching;
import org.paceline.cli.verify.Remedy;
import org.paceline.cli.verify.SweepChange;
import org.paceline.cli.verify.SweepFinding;
import org.paceline.cli.verify.WatchedSweep;
import org.paceline.journal.RunManifest;
import org.paceline.pacer.clock.NanoClock;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingText;
import org.paceline.probe.path.SendLog;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepProgress;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepRun;
import org.paceline.probe.sweep.SweepTransport;
import org.paceline.utcp.runtime.WaitMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paceline probe run}: an active gap sweep from here to a receiver elsewhere. */
@Command(
        name = "run",
        description = {
            "Sends trains of packets at many gaps in random order, and shows at which gaps the path closes them.",
            "Start paceline probe receive at the other end first. Best from inside the guest to its host or beyond."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        exitCodeOnInvalidInput = 1,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the spacing was kept",
            "1:the sweep could not be run, its remedy failed, or an option is wrong",
            "2:bursts were found, by the path or by the sender itself; with --verify, are still there after the remedy"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline probe run 192.0.2.9",
            "  ./paceline probe run 192.0.2.9 --gaps 50us,100us,200us,1ms --packets 500",
            "  ./paceline probe run 192.0.2.9 --tcp --device packet:eth1 --address 192.0.2.200/24",
            "  ./paceline probe run 192.0.2.9 --html sweep.html --send-log sendlog.json",
            "  ./paceline probe run 192.0.2.9 --verify-command 'ssh root@192.0.2.8 ethtool -K eth1 gro off'",
            "  ./paceline probe run 192.0.2.9 --link 10G --json - | jq '.curve[] | [.gap_ns, .coalesced_share]'"
        })
final class ProbeRunCommand implements Callable<Integer> {
    private static final int BURSTS_FOUND = 2;
    private static final int MAX_PORT = 65_535;
    private static final double PERCENT = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST", description = "Where paceline probe receive waits.")
    private String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5301",
            description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--gaps", paramLabel = "LIST", description = "Gaps, such as 2us,1ms (default: 2us to 10ms).")
    private @Nullable String gaps;

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Packets of each gap (default: ${DEFAULT-VALUE}).")
    private int packets;

    @Option(
            names = "--train",
            paramLabel = "N",
            defaultValue = "20",
            description = "Packets of a train (default: ${DEFAULT-VALUE}).")
    private int trainPackets;

    @Option(
            names = {"-l", "--length"},
            paramLabel = "BYTES",
            defaultValue = "200",
            description = "Payload of a packet (default: ${DEFAULT-VALUE}).")
    private int payloadBytes;

    @Option(
            names = "--link",
            paramLabel = "RATE",
            defaultValue = "1G",
            description = "Rate of the link, which virtual ones do not tell (default: ${DEFAULT-VALUE}).")
    private String link;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "What the sweep may take of it on average (default: ${DEFAULT-VALUE}).")
    private double sharePercent;

    @Option(
            names = "--tcp",
            description = "Send over our own TCP, a packet a segment, the gaps held by its pacer; takes --device and"
                    + " --address, and the options of this station below. Else UDP, of which only --wait counts.")
    private boolean tcp;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws the order of the trains (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--limit",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "P_coal at any gap above which there are bursts, whatever the verdict on all packets says"
                    + " (default: ${DEFAULT-VALUE}).")
    private double limitPercent;

    @Option(
            names = "--verify",
            description = "Where bursts are found, wait until the remedy is applied and Enter is pressed, then run the"
                    + " same sweep again and show both. Exit code and files are those of the second one.")
    private boolean verify;

    @Option(
            names = "--verify-command",
            paramLabel = "COMMAND",
            description = "The same with a remedy that the shell of this host runs; it ends when the remedy holds.")
    private @Nullable String verifyCommand;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write a JSON document; - prints it in place of the table.")
    private @Nullable Path json;

    @Option(
            names = "--watch",
            paramLabel = "HOW",
            defaultValue = "ALL",
            description = "What is noted of this host meanwhile, one of ${COMPLETION-CANDIDATES}: all takes a thread"
                    + " that wakes every millisecond, ends reads counters before and after (default:"
                    + " ${DEFAULT-VALUE}).")
    private HostWatching watching;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with P_coal over the gap, the verdict and figures.")
    private @Nullable Path html;

    @Option(
            names = "--send-log",
            paramLabel = "FILE",
            description = "Write when each packet was planned and written, for probe analyze FILE HOST.pcap.")
    private @Nullable Path sendLog;

    @Mixin
    private StationOptions station = new StationOptions();

    @Override
    public Integer call() throws IOException {
        if (port < 1 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--port takes a number from 1 to " + MAX_PORT);
        }
        SweepPlan plan = plan();
        Sending sending = sending();
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        if (html != null) {
            ResultOutput.requireWritable(html);
        }
        if (sendLog != null) {
            ResultOutput.requireWritable(sendLog);
        }
        PrintWriter err = spec.commandLine().getErr();
        err.printf("paceline: %d packets in about %d s%n", plan.packets(), 1 + plan.durationNs() / 1_000_000_000L);
        err.flush();
        WatchedSweep sweep = new WatchedSweep(
                () -> sending.run(new InetSocketAddress(host, port), plan), limitPercent / PERCENT, watching);
        SweepFinding found = sweep.run();
        if (verifying() && found.coalesced()) {
            return verified(sweep, found, output);
        }
        if (verifying()) {
            warn("no bursts were found: there is nothing to verify, and no remedy was applied");
        }
        save(found, html == null ? "" : ProbePage.of(found.sweep(), found.report(), limitPercent));
        output.write(found.json().toPrettyString(), found.text());
        return exitCode(found);
    }

    private boolean verifying() {
        return verify || verifyCommand != null;
    }

    /** The verdict is shown first, since it tells what to do. */
    private int verified(WatchedSweep sweep, SweepFinding before, ResultOutput output) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter readers = output.jsonOnly() ? err : spec.commandLine().getOut();
        readers.print(output.jsonOnly() ? AnalysisText.verdictOf(before.report()) : before.text());
        readers.flush();
        Remedy remedy = new Remedy(verifyCommand);
        remedy.apply(System.in, err);
        SweepChange change = new SweepChange(remedy, before, sweep.run());
        save(change.after(), html == null ? "" : ProbePage.of(change, limitPercent));
        output.write(
                ChangeJson.object(change).toPrettyString(),
                '\n' + change.after().text() + ChangeText.of(change));
        return exitCode(change.after());
    }

    private static int exitCode(SweepFinding found) {
        return found.coalesced() ? BURSTS_FOUND : 0;
    }

    private void save(SweepFinding found, String page) {
        if (html != null) {
            ResultOutput.save(html, page);
        }
        if (sendLog != null) {
            save(SendLog.of(found.sweep()), sendLog);
        }
    }

    /** One sweep, over what was asked for. */
    private interface Sending {
        SweepResult run(InetSocketAddress receiver, SweepPlan plan);
    }

    private Sending sending() {
        try {
            if (tcp) {
                List<String> arguments = spec.commandLine().getParseResult().originalArgs();
                RunManifest manifest = RunManifest.now("paceline " + VersionLine.version(), arguments);
                StationSettings settings = station.settings();
                if (verifying() && (settings.capture() != null || settings.journal() != null)) {
                    throw new IllegalArgumentException(
                            "--capture and --journal hold one sweep, and to verify a remedy takes two");
                }
                UtcpSweep sweep = new UtcpSweep(settings, manifest);
                return (receiver, plan) -> sweep.run(receiver, plan, this::warn);
            }
            if (station.given()) {
                throw new IllegalArgumentException("--device and --address are for --tcp; UDP leaves from the kernel");
            }
            WaitMode mode = station.waitMode();
            return (receiver, plan) ->
                    SweepRun.against(receiver, plan, mode.waiter(NanoClock.system()), SweepProgress.SILENT);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println("paceline: " + warning);
    }

    private static void save(SendLog log, Path file) {
        try {
            SendLogFile.write(log, file);
        } catch (IOException refused) {
            throw new CommandFailure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
    }

    private SweepPlan plan() {
        try {
            return new SweepPlan(
                    tcp ? SweepTransport.TCP : SweepTransport.UDP,
                    gaps == null ? SweepPlan.DEFAULT_GAPS_NS : GapText.parse(gaps),
                    trainPackets,
                    Math.max(1, packets / Math.max(1, trainPackets)),
                    payloadBytes,
                    Math.round(rate() * sharePercent / PERCENT),
                    seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private long rate() {
        if (PacingText.policy(link) instanceof FixedRate fixed) {
            return fixed.payloadBitsPerSecond();
        }
        throw new IllegalArgumentException(
                "the link needs a rate in bits per second, such as 100M or 10G, not " + link);
    }
}
