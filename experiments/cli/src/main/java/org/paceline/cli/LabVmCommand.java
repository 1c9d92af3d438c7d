package org.paceline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.lab.LabResult;
import org.paceline.cli.lab.QemuLab;
import org.paceline.cli.lab.QemuVariant;
import org.paceline.cli.repace.RepacePlan;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.sweep.GapText;
import org.paceline.testbed.TestbedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline lab vm}: a gap sweep from inside guests of QEMU, seen at the host's TAP. */
@Command(
        name = "vm",
        description = {
            "Boots a guest of QEMU for each variant, on a TAP in a bridge, and runs paceline probe run inside of it;",
            "with KERNEL_TSO and KERNEL_NO_TSO stock iperf3, paced by the guest's kernel. Each variant's two points,",
            "in the guest and at the TAP, are judged as probe analyze judges captures.",
            "Needs root, Debian 12 and: apt-get install qemu-system-x86 busybox-static kmod.",
            "The guest is emulated where /dev/kvm cannot be used; each result says which it was."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline lab vm",
            "  ./paceline lab vm --variants bh,timer --gaps 50us,200us,1ms --packets 500",
            "  ./paceline lab vm --variants timer-1ms --gaps 500us --repace 500us",
            "  ./paceline lab vm --json lab.json"
        })
final class LabVmCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--variants",
            paramLabel = "LIST",
            split = ",",
            description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
    private List<QemuVariant> variants = Arrays.asList(QemuVariant.values());

    @Option(
            names = "--gaps",
            paramLabel = "LIST",
            defaultValue = "100us,200us,500us,1ms,2ms,5ms",
            description = "Gaps of the sweep (default: ${DEFAULT-VALUE}); an emulated guest is slow below 100us.")
    private String gaps;

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Packets of each gap (default: ${DEFAULT-VALUE}).")
    private int packets;

    @Option(
            names = "--repace",
            paramLabel = "GAP",
            description = "Send this gap once more through probe repace behind the bridge, which lets one packet leave"
                    + " in each GAP.")
    private @Nullable String repacedGap;

    @Mixin
    private AcceleratorOption accelerator;

    @Option(
            names = {"-J", "--json"},
            paramLabel = "FILE",
            description = "Also write all sweeps to a JSON document.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (json != null) {
            ResultOutput.requireWritable(json);
        }
        ObjectNode document = new ObjectMapper().createObjectNode().put("schema", SCHEMA);
        if (repacedGap != null) {
            requireGap(repacedGap);
        }
        QemuLab lab = new QemuLab(LabCommand.cache(), LabCommand.ownJars(), accelerator.chosen());
        try {
            for (QemuVariant variant : variants) {
                err.println("paceline: booting a guest for " + variant);
                err.flush();
                LabResult result = lab.run(variant, gaps, packets, repacedGap);
                result.write(out);
                document.withArray("variants").add(result.json());
            }
        } catch (TestbedException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
        if (json != null) {
            ResultOutput.save(json, document.toPrettyString() + "\n");
        }
        return 0;
    }

    private void requireGap(String gap) {
        try {
            GapText.parse(gap);
            RepacePlan.time("--repace", gap);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
