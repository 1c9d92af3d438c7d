package org.paceline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.capacity.IdleConnections;
import org.paceline.cli.capacity.SynFlood;
import org.paceline.cli.result.ResultOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline capacity}: how many connections one stack holds, and what a SYN flood does to it. */
@Command(
        name = "capacity",
        description = {
            "Opens idle connections in one stack and measures their heap, closes them and measures what is left in",
            "TIME-WAIT; then floods a stack with SYNs from forged addresses while a transfer runs and new clients",
            "connect. In memory and virtual time; needs no root."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at most 2 KiB each, 256 bytes in TIME-WAIT, 99 %% of the transfer's goodput kept, every client in",
            "1:something of it is not so, or the run failed",
            "2:a wrong option"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline capacity",
            "  ./paceline capacity --connections 500000 --syns 0",
            "  ./paceline capacity --connections 0 --syns 5000000 --seconds 60 --json -"
        })
final class CapacityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Idle connections to open, 0 for none (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--syns",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "SYNs of the flood, 0 for none (default: ${DEFAULT-VALUE}).")
    private long syns;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Virtual time in which they come (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Write the result as JSON; - for standard output.")
    private @Nullable Path json;

    private final ObjectNode document = new ObjectMapper().createObjectNode();
    private final StringBuilder text = new StringBuilder();

    @Override
    public Integer call() {
        if (connections < 0 || syns < 0 || seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--connections and --syns are not negative, and --seconds is at least 1");
        }
        ResultOutput output = new ResultOutput(json, spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        boolean held = connections == 0 || idle(err);
        boolean withstood = syns == 0 || flood(err);
        output.write(document.toPrettyString(), text.toString());
        return held && withstood ? 0 : 1;
    }

    private boolean idle(PrintWriter err) {
        IdleConnections.Result result = IdleConnections.run(connections, err);
        text.append(String.format(
                Locale.ROOT,
                "idle: %,d of %,d connections open, %,d bytes of heap each beside %,d bytes in buffers,%n"
                        + "  %,d of them in TIME-WAIT after a close, %,d bytes each; references of %d bytes: %s%n",
                result.open(),
                result.connections(),
                result.bytesEach(),
                result.bufferBytes(),
                result.timeWaits(),
                result.timeWaitBytesEach(),
                result.referenceBytes(),
                result.held()
                        ? "held"
                        : "NOT HELD, the bounds are " + IdleConnections.BOUND_BYTES + " and "
                                + IdleConnections.TIME_WAIT_BOUND_BYTES));
        document.putObject("idle")
                .put("connections", result.connections())
                .put("open", result.open())
                .put("heap_bytes", result.heapBytes())
                .put("buffer_bytes", result.bufferBytes())
                .put("heap_bytes_each", result.bytesEach())
                .put("time_waits", result.timeWaits())
                .put("time_wait_heap_bytes", result.timeWaitHeapBytes())
                .put("time_wait_bytes_each", result.timeWaitBytesEach())
                .put("reference_bytes", result.referenceBytes())
                .put("held", result.held());
        return result.held();
    }

    private boolean flood(PrintWriter err) {
        SynFlood.Result result = SynFlood.run(syns, seconds, err);
        text.append(String.format(
                Locale.ROOT,
                "flood: %,d SYNs in %d s, %,d answered with cookies, %,d dropped, %,d ns each;%n"
                        + "  the transfer kept %.1f %% of its goodput, %d of %d new clients got in: %s%n",
                result.syns(),
                seconds,
                result.cookies(),
                result.dropped(),
                result.nsEach(),
                100 * result.goodputShare(),
                result.admitted(),
                result.clients(),
                result.withstood() ? "withstood" : "NOT WITHSTOOD"));
        document.putObject("flood")
                .put("syns", result.syns())
                .put("seconds", seconds)
                .put("cookies", result.cookies())
                .put("dropped", result.dropped())
                .put("ns_each", result.nsEach())
                .put("quiet_bytes", result.quietBytes())
                .put("flooded_bytes", result.floodedBytes())
                .put("goodput_share", result.goodputShare())
                .put("clients", result.clients())
                .put("admitted", result.admitted())
                .put("withstood", result.withstood());
        return result.withstood();
    }
}
