package org.paceline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.probe.AnalysisJson;
import org.paceline.cli.probe.AnalysisRun;
import org.paceline.cli.probe.AnalysisText;
import org.paceline.cli.probe.LinkRate;
import org.paceline.cli.probe.page.ProbePage;
import org.paceline.cli.result.ResultOutput;
import org.paceline.probe.path.PathReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paceline probe analyze}: captures of one path, matched packet by packet. */
@Command(
        name = "analyze",
        description = {
            "Matches the packets of captures taken along a path, and says where the spacing was lost and why.",
            "Reads pcap and pcapng of tcpdump and others, plain or gzip; times of us and ns; Ethernet, cooked and raw",
            "IP; clocks that nobody set. With one capture it looks for trains only, and says how little that proves."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeOnInvalidInput = 1,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the spacing was kept",
            "1:a capture could not be read, or an option was wrong",
            "2:packets that were sent apart came together"
        },
        footer = {
            "",
            "Examples:",
            "  tcpdump -i eth0 -s 96 --time-stamp-precision=nano -w sender.pcap    (in the guest)",
            "  tcpdump -i eth1 -s 96 --time-stamp-precision=nano -w host.pcap      (on the host's uplink)",
            "  ./paceline probe analyze sender.pcap host.pcap",
            "  ./paceline probe analyze sender.pcap host.pcap --host sender-host.json      (of probe host --json)",
            "  ./paceline probe analyze guest.pcap tap.pcap uplink.pcap --link-rate 1G --json -",
            "  ./paceline probe analyze sender.pcap host.pcap --html report.html",
            "  ./paceline probe analyze sendlog.json host.pcap                     (of probe run --send-log)",
        })
final class ProbeAnalyzeCommand implements Callable<Integer> {
    private static final int BURSTS_FOUND = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE",
            description =
                    "In the order of the path: the sender's own, then those further on. The first may be a send log of"
                            + " probe run --send-log.")
    private List<Path> captures;

    @Option(
            names = "--link-rate",
            paramLabel = "RATE",
            converter = LinkRate.class,
            description =
                    "Rate of the link at the points, such as 1G: back to back then follows from it. Without it the"
                            + " gaps may tell it.")
    private @Nullable Long linkRate;

    @Option(
            names = "--host",
            paramLabel = "FILE",
            description = "What the sender's host did meanwhile, as JSON of probe host or probe run: stalls and stolen"
                    + " time that coincide with trains become evidence.")
    private @Nullable Path host;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with the verdict and figures: gaps, trains, delay, time line.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        if (html != null) {
            ResultOutput.requireWritable(html);
        }
        PrintWriter err = spec.commandLine().getErr();
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        PathReport report = AnalysisRun.of(captures, linkRate == null ? 0 : linkRate, host, line -> {
            err.println(line);
            err.flush();
        });
        if (html != null) {
            ResultOutput.save(html, ProbePage.of(report));
        }
        output.write(AnalysisJson.of(report), AnalysisText.of(report));
        return report.verdict().coalesced() ? BURSTS_FOUND : 0;
    }
}
