package org.paceline.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.DeviceException;
import org.paceline.nic.linux.NetworkNamespace;

/** Runs this very command line again as root of a user and network namespace, for users who are not root outside. */
final class NestedRun {
    /** Tells the inner run that it is one, so that a refusal there does not nest for ever. */
    private static final String MARK = "PACELINE_NESTED";

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long TRIAL_SECONDS = 5;

    private static final List<String> ENTER = List.of(
            "unshare", "--user", "--map-root-user", "--net", "--mount", "--", "setpriv", "--pdeathsig", "KILL", "--");

    private NestedRun() {}

    /** Whether this process may make network namespaces itself. */
    static boolean unnecessary() {
        try {
            NetworkNamespace.create().close();
            return true;
        } catch (DeviceException refused) {
            return false;
        }
    }

    /** Whether this host lets us have a user namespace of our own; false in a nested run. */
    static boolean possible() {
        if (System.getenv(MARK) != null) {
            return false;
        }
        List<String> trial = new ArrayList<>(ENTER);
        trial.addAll(List.of("unshare", "--net", "true"));
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Runs the command again and waits for it. The calling thread must live until then: the child ends with it.
     *
     * @return its exit code, or null when it could not be started
     */
    static @Nullable Integer run() {
        try {
            List<String> line = new ArrayList<>(ENTER);
            line.addAll(ownCommandLine());
            ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
            builder.environment().putAll(Map.of(MARK, "1"));
            Process child = builder.start();
            // the terminal's Ctrl-C reaches the child as well; a kill reaches only us
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "nested-run-closer"));
            return child.waitFor();
        } catch (IOException failed) {
            return null;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void end(Process child) {
        child.destroy();
        try {
            child.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * proc(5): the arguments, each ended by a zero byte; the first is java as it was typed, so its full path replaces
     * it.
     */
    private static List<String> ownCommandLine() throws IOException {
        String text = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
        List<String> line =
                new ArrayList<>(List.of(text.substring(0, text.length() - 1).split("\0", -1)));
        line.set(0, ProcessHandle.current().info().command().orElse(line.get(0)));
        return line;
    }
}
