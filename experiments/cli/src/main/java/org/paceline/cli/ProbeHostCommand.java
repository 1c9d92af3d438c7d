package org.paceline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.host.HostJson;
import org.paceline.cli.host.HostText;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.sweep.GapText;
import org.paceline.nic.DeviceException;
import org.paceline.probe.host.HostFiles;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.host.HostWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline probe host}: what this host is, and what disturbs it. */
@Command(
        name = "host",
        description = {
            "Says what this host is (hypervisor and container, as votes with their evidence), and watches it for a",
            "while: stolen time, how late a thread wakes that only sleeps, interfaces with their offloads, interrupt",
            "moderation, rings, queueing disciplines and counters. Changes nothing. Root reads more: CPUID, ACPI."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline probe host",
            "  ./paceline probe host --duration 10s --interval 100ms --json host.json    (while packets are captured)",
            "  ./paceline probe analyze sender.pcap far.pcap --host host.json",
            "  ./paceline probe host --interface eth0 --json - | jq '.votes.hypervisor[0]'"
        })
final class ProbeHostCommand implements Callable<Integer> {
    private static final long SHORTEST_INTERVAL_NS = 1_000_000;
    private static final long LONGEST_NS = 86_400_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-t", "--duration"},
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "How long to watch, such as 500ms or 10s; Ctrl-C writes no result"
                    + " (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "100ms",
            description = "Length of a sample, at least 1ms (default: ${DEFAULT-VALUE}). Steal is counted in 10 ms.")
    private String interval;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "An interface to look at; may be repeated (default: those that are up, at most 16).")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write all of it, with the samples, as JSON; - prints it in place of the text.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException {
        long durationNs = time("--duration", duration, LONGEST_NS);
        long intervalNs = time("--interval", interval, LONGEST_NS);
        if (durationNs / intervalNs >= HostWatch.MOST_SAMPLES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "that makes more than " + HostWatch.MOST_SAMPLES + " samples; take a longer --interval");
        }
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        HostReport report = watch(durationNs, intervalNs);
        output.write(HostJson.text(report, HostJson.End.SENDER), HostText.of(report));
        return 0;
    }

    private HostReport watch(long durationNs, long intervalNs) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (HostWatch watch = HostWatch.begin(HostFiles.live(), interfaces, intervalNs)) {
            err.println("paceline: watching for " + duration);
            err.flush();
            Thread.sleep(durationNs / 1_000_000, (int) (durationNs % 1_000_000));
            return watch.end();
        } catch (DeviceException wrong) {
            throw new CommandFailure(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private long time(String option, String text, long mostNs) {
        try {
            List<Long> timesNs = GapText.parse(text);
            long timeNs = timesNs.get(0);
            if (timesNs.size() == 1 && timeNs >= SHORTEST_INTERVAL_NS && timeNs <= mostNs) {
                return timeNs;
            }
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), option + ": " + wrong.getMessage(), wrong);
        }
        throw new ParameterException(spec.commandLine(), option + " takes one time from 1ms to 86400s, not " + text);
    }
}
