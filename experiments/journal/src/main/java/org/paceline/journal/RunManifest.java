package org.paceline.journal;

import java.util.List;

/**
 * Which run a journal belongs to: enough to make it again.
 *
 * @param version Paceline's
 * @param arguments of the command
 * @param host kernel and machine, in one line
 * @param javaVersion with the vendor
 * @param startedMs wall clock, milliseconds since 1970
 * @param startedNs the monotonic clock of the departures at the same moment
 */
public record RunManifest(
        String version, List<String> arguments, String host, String javaVersion, long startedMs, long startedNs) {
    public RunManifest {
        arguments = List.copyOf(arguments);
    }

    /** The manifest of a run that begins now. */
    public static RunManifest now(String version, List<String> arguments) {
        String host = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        String javaVersion = System.getProperty("java.version") + " " + System.getProperty("java.vendor");
        return new RunManifest(version, arguments, host, javaVersion, System.currentTimeMillis(), System.nanoTime());
    }
}
