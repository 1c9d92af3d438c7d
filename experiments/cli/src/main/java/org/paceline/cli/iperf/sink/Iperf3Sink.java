package org.paceline.cli.iperf.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.protocol.ControlState;
import org.paceline.cli.iperf.protocol.Cookie;
import org.paceline.cli.iperf.transport.KernelListener;
import org.paceline.cli.iperf.transport.Stream;
import org.paceline.cli.iperf.transport.StreamListener;

/**
 * The server's side of an iperf3 upload, for where iperf3 is not installed: one client at a time, others hear that it
 * is busy. Its socket lives in the network namespace of the thread that opens it.
 */
public final class Iperf3Sink implements AutoCloseable {
    /** A connection that does not name its test by then is dropped; until then nobody else is answered. */
    private static final long COOKIE_NS = 2_000_000_000L;

    /** Reports kept for whom may ask; the oldest give way. */
    private static final int MAX_REPORTS = 64;

    private final StreamListener listener;
    private final @Nullable Path file;
    private final Thread acceptor;
    private final BlockingQueue<SinkReport> reports = new LinkedBlockingQueue<>(MAX_REPORTS);
    private volatile @Nullable SinkSession session;

    private Iperf3Sink(StreamListener listener, @Nullable Path file) {
        this.listener = listener;
        this.file = file;
        this.acceptor = new Thread(this::accept, "iperf-sink");
        acceptor.setDaemon(true);
    }

    /**
     * Listens and serves until it is closed.
     *
     * @param address to listen at
     * @param port 0 for one that is free
     * @param file where the data of a test goes, anew for each; null for nowhere
     */
    public static Iperf3Sink open(InetAddress address, int port, @Nullable Path file) throws IOException {
        return open(new KernelListener(address, port), file);
    }

    /** Serves whoever comes to a listener, which it closes in the end. */
    public static Iperf3Sink open(StreamListener listener, @Nullable Path file) {
        Iperf3Sink sink = new Iperf3Sink(listener, file);
        sink.acceptor.start();
        return sink;
    }

    public int port() {
        return listener.port();
    }

    /** The report of the next test that has ended, in their order; null when none ended in time. */
    public @Nullable SinkReport awaitReport(long timeoutNs) throws InterruptedException {
        return reports.poll(timeoutNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        listener.close();
        SinkSession running = session;
        if (running != null) {
            running.abort();
        }
    }

    private void accept() {
        while (!listener.closed()) {
            try {
                welcome(listener.accept());
            } catch (IOException lost) {
                // a client that left, or the end of this sink: the loop's condition tells them apart
            }
        }
    }

    private void welcome(Stream stream) throws IOException {
        Cookie cookie = cookie(stream);
        SinkSession running = session;
        if (cookie == null) {
            stream.close();
        } else if (running == null) {
            serve(stream, new SinkSession(stream, cookie, file));
        } else if (!running.offer(cookie, stream)) {
            stream.write(new byte[] {ControlState.ACCESS_DENIED.code()}, 0, 1);
            stream.close();
        }
    }

    private static @Nullable Cookie cookie(Stream stream) throws IOException {
        byte[] wire = new byte[Cookie.WIRE_BYTES];
        long deadlineNs = System.nanoTime() + COOKIE_NS;
        for (int filled = 0; filled < wire.length; ) {
            long leftNs = deadlineNs - System.nanoTime();
            int read = leftNs <= 0 ? -1 : stream.read(wire, filled, wire.length - filled, leftNs);
            if (read < 0) {
                return null;
            }
            filled += read;
        }
        return Cookie.of(wire);
    }

    private void serve(Stream control, SinkSession next) {
        session = next;
        Thread thread = new Thread(() -> run(control, next), "iperf-sink-test");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Stream control, SinkSession served) {
        // the client sees its control connection end only when the next client is welcome
        try (control) {
            report(served);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(SinkSession served) throws InterruptedException {
        try {
            SinkReport report = served.run();
            while (!reports.offer(report)) {
                reports.poll();
            }
        } finally {
            session = null;
        }
    }
}
