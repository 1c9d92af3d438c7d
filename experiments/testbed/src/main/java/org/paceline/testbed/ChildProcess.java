package org.paceline.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A program that runs for us, its output collected. Ended by handle, never by name. Safe from any thread. */
public final class ChildProcess implements AutoCloseable {
    /** iperf3's document of a minute takes 100 KB; a child that prints more is not believed. */
    private static final int MAX_OUTPUT_BYTES = 8 << 20;

    /** How long a child may take to end when asked. */
    private static final long GRACE_MS = 500;

    private final String name;
    private final Process process;
    private final CompletableFuture<String> output = new CompletableFuture<>();

    ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(() -> collect(process.getInputStream()), "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end and returns its exit status. */
    public int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while " + name + " was running", interruption);
        }
    }

    /** As {@link #await()}, for at most {@code timeoutMs}; false when it still runs then. */
    public boolean await(long timeoutMs) {
        try {
            return process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while " + name + " was running", interruption);
        }
    }

    /** All that it printed, errors included; waits for its end. */
    public String output() {
        try {
            return output.get();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while reading from " + name, interruption);
        } catch (ExecutionException failure) {
            throw new TestbedException("cannot read from " + name, failure);
        }
    }

    /** Asks it to end, and makes it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void collect(InputStream stream) {
        try (stream) {
            byte[] bytes = stream.readNBytes(MAX_OUTPUT_BYTES);
            stream.skip(Long.MAX_VALUE);
            output.complete(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException closed) {
            output.completeExceptionally(new UncheckedIOException(closed));
        }
    }
}
