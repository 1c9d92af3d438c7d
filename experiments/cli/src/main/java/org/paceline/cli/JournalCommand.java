package org.paceline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paceline.journal.Departed;
import org.paceline.journal.JournalReader;
import org.paceline.journal.RunManifest;
import org.paceline.utcp.runtime.DepartureListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paceline journal}: a send log as comma-separated values. */
@Command(
        name = "journal",
        description = {
            "Prints the send log of a run as comma-separated values, a line for each frame with data.",
            "Times are nanoseconds of the sender's monotonic clock; planned_ns is empty where a frame did not wait."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        footer = {
            "",
            "Examples:",
            "    ./paceline send -c 10.9.0.1 --device tap:pace0 --address 10.9.0.2/24 -t 5 --journal run1",
            "    ./paceline journal run1 > run1.csv"
        })
final class JournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "What the run was given as --journal.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalReader reader = JournalReader.open(folder)) {
            printManifest(out, reader.manifest());
            out.println("local_port,planned_ns,released_ns,gap_ns,frame_bytes");
            printEnd(reader.forEach(departed -> out.println(line(departed))));
        }
        out.flush();
        return 0;
    }

    private static void printManifest(PrintWriter out, RunManifest manifest) {
        out.println("# paceline " + String.join(" ", manifest.arguments()));
        out.println("# " + manifest.version() + ", " + manifest.host() + ", Java " + manifest.javaVersion());
        out.println("# began at " + manifest.startedMs() + " ms since 1970, " + manifest.startedNs() + " ns here");
    }

    private static String line(Departed departed) {
        String plannedNs =
                departed.plannedNs() == DepartureListener.UNPLANNED ? "" : Long.toString(departed.plannedNs());
        return departed.localPort() + "," + plannedNs + "," + departed.releasedNs() + "," + departed.gapNs() + ","
                + departed.frameBytes();
    }

    private void printEnd(JournalReader.@Nullable End end) {
        PrintWriter err = spec.commandLine().getErr();
        if (end == null) {
            err.println("paceline: the run was cut off, and its journal with it");
        } else if (end.dropped() > 0) {
            err.println("paceline: " + end.dropped() + " departures are missing, the disk did not keep up");
        }
        err.flush();
    }
}
