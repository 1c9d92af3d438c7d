package org.paceline.cli.iperf.sink;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a test needs of this host: without it the test is skipped with the reason, or fails on a build machine. */
public final class Needs {
    private Needs() {}

    public static void program(String name) {
        String path = String.valueOf(System.getenv("PATH"));
        boolean installed = Stream.of(path.split(":", -1))
                .anyMatch(directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, name)));
        require(installed, name + " is not installed");
    }

    public static void root() throws IOException {
        // the first number is the real user's, and 0 is root in whatever user namespace this is
        boolean root = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .anyMatch(line -> line.startsWith("Uid:\t0\t"));
        require(root, "network namespaces need root, or unshare -rn");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds && "true".equals(System.getenv("CI"))) {
            fail(otherwise);
        }
        assumeTrue(holds, otherwise);
    }
}
