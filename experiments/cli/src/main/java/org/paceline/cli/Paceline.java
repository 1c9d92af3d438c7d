package org.paceline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code paceline} command: every subcommand is a class of its own, named in the list below. */
@Command(
        name = "paceline",
        description = "Packet pacing on a user-space TCP.",
        subcommands = {
            DemoCommand.class,
            SendCommand.class,
            ProbeCommand.class,
            LabCommand.class,
            JournalCommand.class,
            DifferentialCommand.class,
            GoodputCommand.class,
            GapsCommand.class,
            InterfaceQueueCommand.class,
            CpuHeadroomCommand.class,
            ManyFlowsCommand.class,
            PaceBenchCommand.class,
            PacketdrillCommand.class,
            SimulateCommand.class,
            CapacityCommand.class,
            DoctorCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "In the work tree, by the launcher itself:",
            "  build     compile what is missing or stale; every other command does so first",
            "  verify    run every test, and install what they need when root",
            "  bench     run the JMH benchmarks, for example: ./paceline bench -prof gc Checksum",
            "  format    put the sources into the one format",
            "  matrix    write docs/rfc-matrix.md anew from what the sources cite",
            "  clean     remove what the build made",
            "",
            "Environment:",
            "  PACELINE_JAVA       the java to run with; otherwise JAVA_HOME, then PATH",
            "  PACELINE_JAVA_OPTS  further options for it",
            "  PACELINE_DEBUG=1    a failure shows its stack trace",
            "",
            "Examples:",
            "  ./paceline demo",
            "  ./paceline doctor",
            "  ./paceline send --help"
        })
public final class Paceline implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command, its failures told as one line: exit code 1, or 2 for what was typed wrong. */
    static CommandLine commandLine() {
        FailureLine failureLine = new FailureLine("1".equals(System.getenv("PACELINE_DEBUG")));
        return new CommandLine(new Paceline())
                .setExecutionExceptionHandler(failureLine)
                .setParameterExceptionHandler(failureLine)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
