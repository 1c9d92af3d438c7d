package org.paceline.cli.iperf.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The iperf3 of this host: as a server for a test's time, or as a client to its end. */
public final class StockIperf3 implements AutoCloseable {
    private final Process process;
    private final int port;

    private StockIperf3(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A server that listens on a free port of 127.0.0.1. */
    public static StockIperf3 server(Path log, String... options) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command =
                new ArrayList<>(List.of("iperf3", "-s", "-B", "127.0.0.1", "-p", String.valueOf(port), "--forceflush"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(log).contains("Server listening")) {
            if (!process.isAlive() || System.nanoTime() - deadlineNs > 0) {
                throw new IOException("iperf3 -s did not start: " + Files.readString(log));
            }
            Thread.sleep(10);
        }
        return new StockIperf3(process, port);
    }

    /** What a client to {@code port} printed. */
    public static String client(int port, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("iperf3", "-c", "127.0.0.1", "-p", String.valueOf(port)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
