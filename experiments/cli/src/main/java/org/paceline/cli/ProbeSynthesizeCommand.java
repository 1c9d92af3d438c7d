package org.paceline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.cli.result.ResultOutput;
import org.paceline.cli.sweep.GapText;
import org.paceline.probe.synthetic.SyntheticCapture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paceline probe synthesize}: captures of known content and any size, to try {@code probe analyze} on. */
@Command(
        name = "synthesize",
        description = {
            "Writes captures of a path whose coalescer is known: evenly paced UDP packets, and with a second file what",
            "came out behind it, by a clock that is 3.2 s off and drifts by 12 ppm. To try probe analyze on."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeOnInvalidInput = 1,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the captures are written", "1:they are not, or an option was wrong"},
        footer = {
            "",
            "Examples:",
            "  ./paceline probe synthesize --cause qemu-tx-timer sender.pcap host.pcap",
            "  ./paceline probe synthesize --packets 10000000 --gap 10us --cause none large.pcap",
        })
final class ProbeSynthesizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "FILE", description = "Of the first point, and of the second one.")
    private List<Path> files = List.of();

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Packets (default: ${DEFAULT-VALUE}; 74 bytes each in a file).")
    private int packets;

    @Option(
            names = "--gap",
            paramLabel = "TIME",
            defaultValue = "100us",
            description = "Mean gap of the sender (default: ${DEFAULT-VALUE}).")
    private String gap = "";

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Length of a frame without FCS (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--cause",
            paramLabel = "ID",
            defaultValue = "none",
            description = "What moves packets together, as probe analyze names it (default: ${DEFAULT-VALUE}).")
    private String cause = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws the jitter (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        files.forEach(ResultOutput::requireWritable);
        try {
            List<Long> gapsNs = GapText.parse(gap);
            if (gapsNs.size() != 1) {
                throw new IllegalArgumentException("--gap takes one gap, such as 100us");
            }
            SyntheticCapture.write(cause, packets, gapsNs.get(0), bytes, seed, files);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (IOException failure) {
            throw new CommandFailure("cannot write the captures: " + failure.getMessage(), failure);
        }
        spec.commandLine().getOut().printf("%,d packets in %s%n", packets, files);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
