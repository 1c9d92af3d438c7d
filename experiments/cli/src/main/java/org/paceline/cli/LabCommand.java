package org.paceline.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.testbed.guest.LabCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paceline lab}: real hypervisors, and what they do to the spacing. */
@Command(
        name = "lab",
        description = "Boots guests in namespaces of their own and measures what they do to the spacing.",
        subcommands = {LabVmCommand.class, LabXenCommand.class, LabNestedCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./paceline lab vm",
            "  ./paceline lab xen",
            "  ./paceline lab nested",
            "  ./paceline lab clean"
        })
final class LabCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    static LabCache cache() {
        return LabCache.ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The class path of the launcher: our jar, and beside it the libraries. */
    static List<Path> ownJars() {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            }
        }
        if (jars.isEmpty()) {
            throw new CommandFailure("the lab runs from jars: start it by ./paceline");
        }
        return jars;
    }

    @Command(
            name = "clean",
            description = "Removes packages and images that the lab keeps between runs.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLine.class,
            footer = {"", "Examples:", "  ./paceline lab clean"})
    int clean() throws IOException {
        LabCache cache = cache();
        cache.clean();
        spec.commandLine().getOut().println("paceline: removed " + cache.folder());
        return 0;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "lab needs a subcommand");
    }
}
