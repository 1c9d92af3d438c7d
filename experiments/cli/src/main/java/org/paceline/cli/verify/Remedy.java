package org.paceline.cli.verify;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.failure.CommandFailure;

/**
 * What is done between two sweeps.
 *
 * @param command for the shell of this host; null when people do it, and press Enter
 */
public record Remedy(@Nullable String command) {
    /**
     * Does it, or waits until it is done.
     *
     * @param keyboard where Enter comes from
     * @param err is told what is waited for
     * @throws CommandFailure when the command fails, or nobody can press Enter
     */
    public void apply(InputStream keyboard, PrintWriter err) {
        try {
            if (command == null) {
                err.println("paceline: apply the remedy, then press Enter: the same sweep runs once more");
                err.flush();
                awaitEnter(keyboard);
            } else {
                err.println("paceline: " + command);
                err.flush();
                run(command);
            }
        } catch (IOException failed) {
            throw new CommandFailure("the remedy failed: " + failed.getMessage(), failed);
        }
    }

    private static void awaitEnter(InputStream keyboard) throws IOException {
        // not closed: it is not ours
        if (new BufferedReader(new InputStreamReader(keyboard, Charset.defaultCharset())).readLine() == null) {
            throw new CommandFailure("--verify waits for Enter, and standard input has ended; give the remedy as"
                    + " --verify-command COMMAND");
        }
    }

    /** What it prints goes to our error stream; what it leaves running is its own affair. */
    private static void run(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "exec 1>&2\n" + command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int code = shell.waitFor();
            if (code != 0) {
                throw new CommandFailure("the remedy ended with exit code " + code + ", nothing was verified");
            }
        } catch (InterruptedException interruption) {
            shell.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while the remedy ran", interruption);
        }
    }
}
