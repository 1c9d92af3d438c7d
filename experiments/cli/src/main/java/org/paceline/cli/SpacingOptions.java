package org.paceline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.lab.SpacingResult;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.sweep.GapText;
import org.paceline.testbed.Testbed;
import org.paceline.testbed.TestbedException;
import org.paceline.testbed.guest.Accelerator;
import org.paceline.testbed.guest.LabCache;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the lab's commands with three points have in common: what is sent, and where the results go. */
final class SpacingOptions {
    private static final int SCHEMA = 1;
    private static final int LEAST_PACKETS = 500;
    private static final int MOST_PACKETS = 100_000;
    private static final long LEAST_GAP_NS = 200_000;
    private static final long MOST_GAP_NS = 20_000_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--gaps",
            paramLabel = "LIST",
            defaultValue = "1ms,5ms",
            description =
                    "Between packets, each 200us to 20ms (default: ${DEFAULT-VALUE}); an emulated guest that sleeps"
                            + " between packets sends some 500 a second at most.")
    private String gaps;

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Packets of each gap, in trains of 500 (default: ${DEFAULT-VALUE}).")
    private int packets;

    @Mixin
    private AcceleratorOption accelerator;

    @Option(
            names = "--captures",
            paramLabel = "DIR",
            description = "Keep the captures of all points there, for probe analyze.")
    private @Nullable Path captures;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Also write everything to a JSON document.")
    private @Nullable Path json;

    /** What a command measures with these options. */
    interface Measurement {
        /** @param folder takes the captures */
        void into(Path folder, Results results) throws IOException;
    }

    /** Takes the results one by one. */
    interface Results {
        void add(SpacingResult result);
    }

    /** Checks everything, measures, and writes table and document. */
    int run(String hypervisor, Measurement measurement) throws IOException {
        gapsNs();
        if (packets < LEAST_PACKETS || packets > MOST_PACKETS) {
            throw new ParameterException(
                    spec.commandLine(), "--packets takes " + LEAST_PACKETS + " to " + MOST_PACKETS);
        }
        if (json != null) {
            ResultOutput.requireWritable(json);
        }
        String processor = accelerator().label();
        spec.commandLine().getOut().printf("%s, the machine's processor by %s%n", hypervisor, processor);
        ObjectNode document = new ObjectMapper()
                .createObjectNode()
                .put("schema", SCHEMA)
                .put("hypervisor", hypervisor)
                .put("accelerator", processor);
        try (Testbed files = new Testbed()) {
            measurement.into(folder(files), result -> take(document, result));
        } catch (TestbedException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
        if (json != null) {
            ResultOutput.save(json, document.toPrettyString() + "\n");
        }
        return 0;
    }

    private void take(ObjectNode document, SpacingResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (document.withArray("variants").isEmpty()) {
            SpacingResult.writeHeader(out);
        }
        result.write(out);
        document.withArray("variants").add(result.json());
    }

    /** In nanoseconds. */
    List<Long> gapsNs() {
        try {
            List<Long> gapsNs = GapText.parse(gaps);
            if (gapsNs.stream().allMatch(gapNs -> gapNs >= LEAST_GAP_NS && gapNs <= MOST_GAP_NS)) {
                return gapsNs;
            }
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        throw new ParameterException(spec.commandLine(), "--gaps takes gaps from 200us to 20ms, not " + gaps);
    }

    int packets() {
        return packets;
    }

    Accelerator accelerator() {
        return accelerator.chosen();
    }

    /** @param files takes away what nobody asked to keep, also when the run is interrupted */
    private Path folder(Testbed files) throws IOException {
        if (captures == null) {
            Path folder = Files.createTempDirectory("paceline-captures");
            files.own(new LabCache(folder)::clean);
            return folder;
        }
        if (!Files.isDirectory(captures)) {
            throw new CommandFailure("there is no directory " + captures + "; make it, or name another");
        }
        return captures;
    }

    /** Says what begins, beside the results. */
    void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("paceline: " + what);
        err.flush();
    }
}
