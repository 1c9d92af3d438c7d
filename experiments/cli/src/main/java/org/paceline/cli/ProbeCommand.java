package org.paceline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline probe}: finds where packets that were sent apart come together, and why. */
@Command(
        name = "probe",
        description = "Finds where packets that were sent apart come together, and why.",
        subcommands = {
            ProbeAnalyzeCommand.class,
            ProbeRunCommand.class,
            ProbeReceiveCommand.class,
            ProbeHostCommand.class,
            ProbeRepaceCommand.class,
            ProbeSelftestCommand.class,
            ProbeSynthesizeCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline probe analyze sender.pcap host.pcap",
            "  ./paceline probe receive",
            "  ./paceline probe run 192.0.2.9",
            "  ./paceline probe host",
            "  ./paceline probe repace --inside veth-b --outside eth1",
            "  ./paceline probe selftest",
            "  ./paceline probe synthesize --cause qemu-tx-timer sender.pcap host.pcap"
        })
final class ProbeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "probe needs a subcommand");
    }
}
