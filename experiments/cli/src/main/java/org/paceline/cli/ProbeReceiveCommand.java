package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
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
            "Waits for paceline probe run and notes when each packet is seen.",
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
            "  ./paceline probe receive --one-off"
        })
final class ProbeReceiveCommand implements Callable<Integer> {
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

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (SweepReceiver receiver = SweepReceiver.open(port, interfaceName)) {
            say(out, "waiting at port " + receiver.port());
            do {
                serve(receiver, out);
            } while (!oneOff);
        } catch (SweepException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
        return 0;
    }

    /** One sender that goes away must not end the others' receiver. */
    private void serve(SweepReceiver receiver, PrintWriter out) {
        try {
            say(out, receiver.serve() + " packets seen");
        } catch (SweepException failed) {
            if (oneOff) {
                throw failed;
            }
            say(out, String.valueOf(failed.getMessage()));
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println("paceline: " + line);
        out.flush();
    }
}
