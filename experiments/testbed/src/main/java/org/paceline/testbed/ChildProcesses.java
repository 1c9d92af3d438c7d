package org.paceline.testbed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.paceline.nic.linux.NetworkNamespace;

/**
 * Starts programs inside network namespaces, so that none outlives this process, however it ends.
 *
 * <p>Each child asks the kernel to be killed when the thread that started it is gone (prctl PR_SET_PDEATHSIG, which
 * follows the thread and not the process), so all are started by one thread that lives as long as this object. Safe
 * from any thread.
 */
public final class ChildProcesses implements AutoCloseable {
    /** What setpriv ends with when there is no such program, as a shell does. */
    private static final int NOT_FOUND = 127;

    private final ExecutorService starter = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "children");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts a program in a namespace and leaves it running.
     *
     * @throws TestbedException when it, or what starts it there, is not installed
     */
    public ChildProcess start(NetworkNamespace namespace, String... command) {
        List<String> line = new ArrayList<>(
                List.of("nsenter", "--net=" + namespace.path(), "--", "setpriv", "--pdeathsig", "KILL", "--"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        try {
            return starter.submit(() -> new ChildProcess(command[0], builder.start()))
                    .get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException missing) {
                throw new TestbedException("cannot start " + command[0]
                        + " in a network namespace; install util-linux (nsenter, setpriv): " + missing.getMessage());
            }
            throw new TestbedException("cannot start " + command[0], failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while starting " + command[0], interruption);
        }
    }

    /**
     * Runs a program in a namespace to its end.
     *
     * @return what it printed
     * @throws TestbedException when it fails, with what it said
     */
    public String run(NetworkNamespace namespace, String... command) {
        try (ChildProcess child = start(namespace, command)) {
            int status = child.await();
            String said = child.output();
            if (status == NOT_FOUND) {
                throw new TestbedException(
                        command[0] + " is not installed, and the testbed needs it; paceline doctor names its package");
            }
            if (status != 0) {
                throw new TestbedException(
                        String.join(" ", command) + ": " + said.strip().replaceAll("\\s*\\R\\s*", "; "));
            }
            return said;
        }
    }

    /** Ends the starting thread, and with it whatever still runs. */
    @Override
    public void close() {
        starter.shutdownNow();
    }
}
