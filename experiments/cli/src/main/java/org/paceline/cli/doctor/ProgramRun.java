package org.paceline.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param exitCode its exit code; {@link #NOT_STARTED} when it is not installed, {@link #STUCK} when it was ended for
 *     its slowness
 * @param output what it wrote, errors included
 */
record ProgramRun(int exitCode, String output) {
    /** What a shell answers for a command that it does not find. */
    static final int NOT_STARTED = 127;

    /** What timeout(1) answers. */
    static final int STUCK = 124;

    /** tshark takes most of a second to tell its version on a slow disk; ten are given. */
    private static final long PATIENCE_S = 10;

    static ProgramRun of(String... command) {
        return of(List.of(command));
    }

    static ProgramRun of(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Reader reader = new Reader(process);
            reader.start();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new ProgramRun(STUCK, "");
            }
            reader.join();
            return new ProgramRun(process.exitValue(), reader.output.strip());
        } catch (IOException notInstalled) {
            return new ProgramRun(NOT_STARTED, "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new ProgramRun(STUCK, "");
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    String firstLine() {
        return output.lines().findFirst().orElse("");
    }

    /** Reads beside the waiting, so that a program that writes much does not stand still. */
    private static final class Reader extends Thread {
        private final Process process;
        private volatile String output = "";

        Reader(Process process) {
            this.process = process;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException ended) {
                output = "";
            }
        }
    }
}
