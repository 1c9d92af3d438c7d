package org.paceline.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** A stock {@code iperf3 -s} on a host of the testbed: kernel TCP as the receiver. Safe from any thread. */
public final class Iperf3Server implements AutoCloseable {
    public static final int DEFAULT_PORT = 5_201;

    /** iperf3 listens after some 10 ms; a host that needs longer than this is stuck. */
    private static final long START_TIMEOUT_MS = 5_000;

    private static final long POLL_MS = 5;

    private final ChildProcess process;

    private Iperf3Server(ChildProcess process) {
        this.process = process;
    }

    /** Whether the program is installed, as far as PATH shows. */
    public static boolean installed() {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(":", -1))
                        .anyMatch(
                                directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, "iperf3")));
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param options further options, such as {@code -F FILE}
     * @throws TestbedException when it does not come up, with what it said
     */
    public static Iperf3Server start(TestHost host, int port, String... options) {
        String[] command = new String[options.length + 4];
        command[0] = "iperf3";
        command[1] = "-s";
        command[2] = "-p";
        command[3] = Integer.toString(port);
        System.arraycopy(options, 0, command, 4, options.length);
        ChildProcess process = host.start(command);
        try {
            awaitListening(process, port);
        } catch (RuntimeException failure) {
            process.close();
            throw failure;
        }
        return new Iperf3Server(process);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void awaitListening(ChildProcess process, int port) {
        long attempts = START_TIMEOUT_MS / POLL_MS;
        for (long attempt = 0; attempt < attempts; attempt++) {
            if (listens(process.pid(), port)) {
                return;
            }
            if (process.await(POLL_MS)) {
                throw new TestbedException(
                        "iperf3 -s ended at once: " + process.output().strip().replaceAll("\\s*\\R\\s*", "; "));
            }
        }
        throw new TestbedException("iperf3 -s does not listen on port " + port);
    }

    /** proc(5): /proc/PID/net shows the sockets of that process's namespace; state 0A is LISTEN. */
    private static boolean listens(long pid, int port) {
        String listening = String.format(Locale.ROOT, ":%04X ", port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> rows(Path.of("/proc", Long.toString(pid), "net", table)))
                .anyMatch(row -> row.contains(listening) && row.contains(" 0A "));
    }

    /** None where the process is not there yet, or the kernel has no IPv6. */
    private static Stream<String> rows(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }
}
