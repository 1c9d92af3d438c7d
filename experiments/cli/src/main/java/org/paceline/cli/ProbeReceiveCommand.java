package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.host.HostText;
import org.paceline.cli.host.ReceptionJson;
import org.paceline.cli.result.ResultOutput;
import org.paceline.probe.host.HostFiles;
import org.paceline.probe.host.HostReport;
import org.paceline.probe.host.HostWatch;
import org.paceline.probe.sweep.SweepException;
import org.paceline.probe.sweep.SweepReceiver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code paceline probe receive}: the other end of {@code probe run}. */
@Command(
        name = "receive",
        description = {
            "Waits for paceline probe run, over UDP or its own TCP, and notes when each packet is seen.",
            "With --interface the kernel's stamps at that interface count, such as the TAP of a guest on its host;",
            "without, the program's own, which suffer from this host's scheduling. Ends with Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline probe receive",
            "  ./paceline probe receive --interface vnet0 --port 5301",
            "  ./paceline probe receive --one-off --json receiver.json"
        })
final class ProbeReceiveCommand implements Callable<Integer> {
    private static final long HOST_INTERVAL_NS = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5301",
            description = "Port for TCP and UDP (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Take the kernel's stamps at this interface; needs root or CAP_NET_RAW.")
    private @Nullable String interfaceName;

    @Option(
            names = {"-1", "--one-off"},
            description = "End after one run.")
    private boolean oneOff;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write this host's state during the latest run as JSON; - prints each in place of the text.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        // JSON alone on standard output where it was asked for
        PrintWriter out = output.jsonOnly()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        try (SweepReceiver receiver = SweepReceiver.open(port, interfaceName)) {
            say(out, "waiting at port " + receiver.port());
            do {
                serve(receiver, output, out);
            } while (!oneOff);
        } catch (SweepException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
        return 0;
    }

    /** One sender that goes away must not end the others' receiver. */
    private void serve(SweepReceiver receiver, ResultOutput output, PrintWriter out) {
        try {
            serveWatched(receiver, output, out);
        } catch (SweepException failed) {
            if (oneOff) {
                throw failed;
            }
            say(out, String.valueOf(failed.getMessage()));
        }
    }

    private void serveWatched(SweepReceiver receiver, ResultOutput output, PrintWriter out) {
        AtomicReference<@Nullable HostWatch> watch = new AtomicReference<>();
        int seen;
        try {
            seen = receiver.serve(() -> watch.set(HostWatch.begin(HostFiles.live(), interfaces(), HOST_INTERVAL_NS)));
        } catch (SweepException failed) {
            HostWatch begun = watch.get();
            if (begun != null) {
                begun.close();
            }
            throw failed;
        }
        say(out, seen + " packets seen");
        HostWatch begun = watch.get();
        if (begun != null) {
            HostReport report = begun.end();
            output.write(ReceptionJson.text(seen, report), HostText.line(report));
        }
    }

    private List<String> interfaces() {
        return interfaceName == null ? List.of() : List.of(interfaceName);
    }

    private static void say(PrintWriter out, String line) {
        out.println("paceline: " + line);
        out.flush();
    }
}
