package org.paceline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.packetdrill.run.Report;
import org.paceline.packetdrill.run.RunOptions;
import org.paceline.packetdrill.run.ScriptFiles;
import org.paceline.packetdrill.run.ScriptRunner;
import org.paceline.packetdrill.run.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code paceline packetdrill}: scripts of the packetdrill language against utcp. */
@Command(
        name = "packetdrill",
        description = {
            "Runs scripts of the packetdrill language against utcp, in this process and in virtual time. Shell lines",
            "are read as settings and never executed; what they ask for and is not here makes a script unsupported.",
            "Where a script sources a defaults.sh that is not there, the profile's defaults stand for it.",
            "packetdrill's other options, such as --mtu=1520 and --local_ip=ADDRESS, are taken as --NAME=VALUE."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every script passed",
            "1:a script failed, or could not be read",
            "2:a wrong option",
            "3:none failed, and some are unsupported"
        },
        footer = {
            "",
            "Examples:",
            "  ./paceline packetdrill script.pkt",
            "  ./paceline packetdrill --profile freebsd --json suite/ > result.json",
            "  ./paceline packetdrill --tolerance_usecs 10000 -D IPV6 script.pkt other/"
        })
final class PacketdrillCommand implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 500;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Scripts, and directories of *.pkt files.")
    private List<Path> places;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "linux",
            description = "The stack to be like: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Profile profile;

    @Option(names = "--json", description = "Write the result as JSON to standard output.")
    private boolean json;

    @Option(
            names = "--tolerance_usecs",
            paramLabel = "N",
            description = "How far an event may be from its time (default: 4000, or an eighth of the gap before it).")
    private @Nullable Integer toleranceUsecs;

    @Option(
            names = "--ip_version",
            paramLabel = "ipv4|ipv6|ipv4-mapped-ipv6",
            description = "IP version of every script (default: what the script says, or ipv4).")
    private @Nullable String ipVersion;

    @Option(names = "-D", paramLabel = "NAME[=VALUE]", mapFallbackValue = "", description = "Define a symbol.")
    private Map<String, String> symbols = new LinkedHashMap<>();

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ScriptRunner runner = new ScriptRunner(profile, options(), symbols);
        Report report = new Report();
        long beganNs = System.nanoTime();
        try {
            List<Path> files = ScriptFiles.of(places);
            for (Path file : files) {
                Verdict verdict = runner.run(file);
                report.add(verdict);
                if (!json) {
                    out.print(Report.text(verdict));
                    out.flush();
                }
                progress(err, report, files.size());
            }
        } catch (NoSuchFileException missing) {
            throw new CommandFailure("no such file: " + missing.getMessage(), missing);
        } catch (IOException failed) {
            throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
        }
        out.print(json ? report.json() + System.lineSeparator() : report.summary((System.nanoTime() - beganNs) / 1e9));
        out.flush();
        return report.exitCode();
    }

    private static void progress(PrintWriter err, Report report, int total) {
        if (report.size() % PROGRESS_EVERY == 0) {
            err.println(report.size() + " of " + total + " scripts");
            err.flush();
        }
    }

    /** Whatever else packetdrill's own command line takes, as {@code --name=value}. */
    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        for (String word : others) {
            String name = word.replaceFirst("^--", "").replaceFirst("=.*", "").replace('-', '_');
            if (!word.startsWith("--") || !RunOptions.knows(name)) {
                throw new ParameterException(spec.commandLine(), "Unknown option: '" + word + "'");
            }
            options.put(name, word.contains("=") ? word.substring(word.indexOf('=') + 1) : "");
        }
        if (toleranceUsecs != null) {
            options.put("tolerance_usecs", String.valueOf(toleranceUsecs));
        }
        if (ipVersion != null) {
            options.put("ip_version", ipVersion);
        }
        return options;
    }
}
