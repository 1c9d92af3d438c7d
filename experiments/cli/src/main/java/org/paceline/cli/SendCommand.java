package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.iperf.client.ByteCount;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.protocol.TestParameters;
import org.paceline.cli.iperf.report.JsonReport;
import org.paceline.cli.iperf.report.TestReport;
import org.paceline.cli.iperf.report.TextReport;
import org.paceline.cli.iperf.station.PacedTest;
import org.paceline.cli.iperf.station.StationOptions;
import org.paceline.cli.iperf.transport.StreamOptions;
import org.paceline.cli.iperf.transport.UtcpTransport;
import org.paceline.journal.RunManifest;
import org.paceline.nic.DeviceException;
import org.paceline.pacer.control.FixedRate;
import org.paceline.pacer.control.PacingPlan;
import org.paceline.pacer.control.PacingPolicy;
import org.paceline.pacer.control.PacingPreset;
import org.paceline.pacer.control.PacingText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code paceline send}: an iperf3 client whose data our own TCP sends, paced. */
@Command(
        name = "send",
        description = {
            "Sends to a stock iperf3 server over our own, paced TCP, and reports as iperf3 does.",
            "Options have iperf3's names; sizes are binary (1K = 1024), rates decimal (1k = 1000)."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the test came to its end", "1:it did not, and a line says why"},
        footer = {
            "",
            "Examples:",
            "  Over a TAP interface, to iperf3 -s on this host:",
            "    ip tuntap add mode tap name pace0 && ip addr add 10.9.0.1/24 dev pace0 && ip link set pace0 up",
            "    ./paceline send -c 10.9.0.1 --device tap:pace0 --address 10.9.0.2/24",
            "  Over an Ethernet interface, beside the kernel, at 50 Mb/s over four streams:",
            "    ./paceline send -c 192.0.2.7 --device packet:eth1 --address 192.0.2.200/24 -P 4 --pacing 50M",
            "  As JSON, with a capture:",
            "    ./paceline send -c 10.9.0.1 --device tap:pace0 --address 10.9.0.2/24 -t 5 -J --capture run.pcapng"
        })
final class SendCommand implements Callable<Integer> {
    /** What stands in the send buffer of a slow flow: a quarter of a second, which covers any round trip on earth. */
    private static final int BUFFERS_PER_SECOND = 4;

    /** Writes of a slow flow: so many a second, so that its end is not waited for. */
    private static final int BLOCKS_PER_SECOND = 20;

    private static final int MIN_BUFFER_BYTES = 64 << 10;
    private static final int MAX_BUFFER_BYTES = 1 << 28;
    private static final int MIN_BLOCK_BYTES = 1_460;
    private static final int BITS_PER_BYTE = 8;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--client"},
            paramLabel = "HOST",
            required = true,
            description = "The iperf3 server, an address of either family or a name.")
    private String host = "";

    @Option(
            names = {"-4", "--version4"},
            description = "Use IPv4 only.")
    private boolean ipv4Only;

    @Option(
            names = {"-6", "--version6"},
            description = "Use IPv6 only; without either, IPv4 where the name has both.")
    private boolean ipv6Only;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            defaultValue = "5201",
            description = "The server's port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = {"-t", "--time"},
            paramLabel = "SECONDS",
            description = "How long to send. Default: 10, or to the end of a file.")
    private @Nullable Integer seconds;

    @Option(
            names = {"-n", "--bytes"},
            paramLabel = "BYTES",
            description = "How much to send over all streams, instead of -t.")
    private @Nullable String bytes;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Time between two reports, 0 for none. Default: ${DEFAULT-VALUE}.")
    private double interval;

    @Option(
            names = {"-P", "--parallel"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Streams at once, up to 128. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = {"-O", "--omit"},
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Time at the start that is not counted.")
    private int omit;

    @Option(
            names = {"-l", "--length"},
            paramLabel = "BYTES",
            description = "What is written at a time. Default: 128K, less for a slow rate.")
    private @Nullable String length;

    @Option(
            names = {"-w", "--window"},
            paramLabel = "BYTES",
            description = "Send buffer of a stream. Default: 1M, less for a slow rate.")
    private @Nullable String window;

    @Option(
            names = {"-M", "--set-mss"},
            paramLabel = "BYTES",
            defaultValue = "0",
            description = "Largest segment. Default: what the interface's MTU allows.")
    private int segmentBytes;

    @Option(
            names = {"-N", "--no-delay"},
            description = "Nagle's algorithm is off.")
    private boolean noDelay;

    @Option(
            names = {"-C", "--congestion"},
            paramLabel = "NAME",
            description = "Congestion control: cubic (the default), reno, bbr (paces on its own) or fixed.")
    private @Nullable String congestion;

    @Option(
            names = {"-F", "--file"},
            paramLabel = "FILE",
            description = "Send the contents of a file, over one stream.")
    private @Nullable Path file;

    @Option(
            names = {"-b", "--bitrate"},
            paramLabel = "RATE",
            description = "Pace each stream at this rate, such as 10M; 0 is no pacing.")
    private @Nullable String rate;

    @Option(
            names = "--pacing",
            paramLabel = "RULE",
            description = {
                "half-rtt (a window in half a round trip, the default), rtt, linux, rfc9002, literal, off, a rate,"
                        + " gap=TIME, poisson=TIME or trace=FILE (a gap a line);",
                "then, after commas: gain=N[/M] or one for each of slow start:avoidance:recovery, window=cwnd|inflight,"
                        + " rtt=smoothed|min|latest, iw=paced|unpaced, cap=RATE, seed=N, quantum=SEGMENTS,"
                        + " late=half|skip|INTERVALS."
            })
    private @Nullable String pacing;

    @Option(
            names = {"-J", "--json"},
            description = "Print one JSON document, as iperf3's, with a paceline object.")
    private boolean json;

    @Mixin
    private StationOptions station = new StationOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        @Nullable TestReport report = null;
        try {
            PacingPlan plan = plan();
            SendSettings settings = settings(plan);
            RunManifest manifest = RunManifest.now(
                    version(), spec.commandLine().getParseResult().originalArgs());
            PacedTest test = new PacedTest(settings, station.settings(), plan.text(), manifest);
            report = json ? new JsonReport(out, settings, version()) : new TextReport(out);
            test.run(report, warning -> err.println("paceline: " + warning));
            return 0;
        } catch (IllegalArgumentException | IperfException | DeviceException failed) {
            String message = String.valueOf(failed.getMessage());
            if (report != null) {
                report.failed(message);
            } else if (json) {
                JsonReport.failed(out, version(), message);
            }
            throw new CommandFailure(message, failed);
        }
    }

    private SendSettings settings(PacingPlan plan) {
        if (seconds != null && bytes != null) {
            throw new IllegalArgumentException("only one of -t and -n can end a test");
        }
        if (seconds != null && seconds < 1) {
            throw new IllegalArgumentException("-t " + seconds + " is no time to send for; give at least 1 second");
        }
        long rateBits = plan.policy() instanceof FixedRate fixed ? fixed.payloadBitsPerSecond() : 0;
        boolean endless = bytes == null && file == null;
        int duration = seconds != null ? seconds : endless ? SendSettings.DEFAULT_DURATION_SECONDS : 0;
        return new SendSettings(
                host,
                address(),
                port,
                duration,
                bytes == null ? 0 : ByteCount.parse("-n", bytes),
                file,
                omit,
                interval,
                parallel,
                blockBytes(rateBits),
                rate == null ? 0 : rateBits,
                streamOptions(plan, rateBits));
    }

    private StreamOptions streamOptions(PacingPlan plan, long rateBits) {
        if (congestion != null) {
            UtcpTransport.congestion(congestion);
        }
        if (segmentBytes < 0) {
            throw new IllegalArgumentException("-M " + segmentBytes + " is no segment size");
        }
        return new StreamOptions(plan, congestion, segmentBytes, noDelay, bufferBytes(rateBits));
    }

    private PacingPlan plan() {
        if (rate != null && pacing != null) {
            throw new IllegalArgumentException("-b and --pacing both say how to pace; give one of them");
        }
        if (rate != null) {
            return PacingPlan.of("0".equals(rate) ? PacingPreset.OFF.policy() : rate(rate));
        }
        return pacing == null
                ? PacingPlan.of(PacingPreset.HALF_RTT.policy())
                : PacingText.parse(pacing, SendCommand::traceLines);
    }

    private static List<String> traceLines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("cannot read the trace " + file + ": give a file with a gap a line", e);
        }
    }

    private static PacingPolicy rate(String text) {
        if (!text.matches("[0-9.]+[kmgtKMGT]?")) {
            throw new IllegalArgumentException("-b \"" + text + "\" is no rate; write one such as 500k, 10M or 1G");
        }
        return PacingText.policy(text);
    }

    private int blockBytes(long rateBits) {
        if (length != null) {
            return (int) Math.min(Integer.MAX_VALUE, ByteCount.parse("-l", length));
        }
        int usual = TestParameters.DEFAULT_BLOCK_BYTES;
        return rateBits == 0 ? usual : bounded(rateBits / BITS_PER_BYTE / BLOCKS_PER_SECOND, MIN_BLOCK_BYTES, usual);
    }

    /** 0 for the stack's own choice. */
    private int bufferBytes(long rateBits) {
        if (window != null) {
            long wanted = ByteCount.parse("-w", window);
            if (wanted < MIN_BLOCK_BYTES || wanted > MAX_BUFFER_BYTES) {
                throw new IllegalArgumentException("-w " + window + " is out of range; give " + MIN_BLOCK_BYTES + " to "
                        + MAX_BUFFER_BYTES + " bytes");
            }
            return (int) wanted;
        }
        long quarterBytes = rateBits / BITS_PER_BYTE / BUFFERS_PER_SECOND;
        return rateBits == 0 || quarterBytes > 1 << 20 ? 0 : bounded(quarterBytes, MIN_BUFFER_BYTES, 1 << 20);
    }

    private static int bounded(long value, int least, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }

    private InetAddress address() {
        if (ipv4Only && ipv6Only) {
            throw new IllegalArgumentException("only one of -4 and -6 can be meant");
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(found -> !ipv4Only || found instanceof Inet4Address)
                    .filter(found -> !ipv6Only || found instanceof Inet6Address)
                    .min(Comparator.comparing(Inet6Address.class::isInstance))
                    .orElseThrow(() -> new IllegalArgumentException(
                            host + " has no " + (ipv6Only ? "IPv6" : "IPv4") + " address"));
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("host " + host + " is not known; give an address", unknown);
        }
    }

    private static String version() {
        return "paceline " + VersionLine.version();
    }
}
