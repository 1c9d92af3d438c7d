package org.paceline.utcp.runtime;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.tcp.TcpConfig;

/**
 * Takes connections on a port. The backlog bounds those whose handshake runs and those that wait to be accepted, in
 * all.
 */
public final class UtcpServerSocket implements Listener, AutoCloseable {
    /** Longest sleep between two looks at the loop. */
    private static final long LOOK_NS = 1_000_000_000L;

    private final StackLoop loop;
    private final int port;
    private final int backlog;
    private final TcpConfig config;
    private final BlockingQueue<UtcpSocket> ready = new LinkedBlockingQueue<>();

    /** These two are of the loop's thread. */
    private int handshakes;

    private boolean closed;

    UtcpServerSocket(StackLoop loop, int port, int backlog, TcpConfig config) {
        if (port < 1 || port > 0xffff || backlog < 1) {
            throw new IllegalArgumentException("a listener needs a port of 1 to 65535 and a backlog of at least 1");
        }
        this.loop = loop;
        this.port = port;
        this.backlog = backlog;
        this.config = config;
    }

    /** The next connection, open. */
    public UtcpSocket accept(long timeoutNs) throws IOException {
        long startNs = System.nanoTime();
        try {
            while (true) {
                loop.requireRunning();
                long leftNs = timeoutNs - (System.nanoTime() - startNs);
                UtcpSocket socket = ready.poll(Math.max(0, Math.min(LOOK_NS, leftNs)), TimeUnit.NANOSECONDS);
                if (socket != null) {
                    return socket;
                }
                if (leftNs <= 0) {
                    throw new SocketTimeoutException("Accept timed out");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a connection", e);
        }
    }

    public int port() {
        return port;
    }

    /** Stops listening; connections that nobody accepted are reset. */
    @Override
    public void close() {
        loop.execute(this::stopListening);
    }

    // the loop's thread

    private void stopListening() {
        if (closed) {
            return; // somebody else may listen on the port by now
        }
        closed = true;
        loop.stack().stopListening(port);
        for (UtcpSocket socket = ready.poll(); socket != null; socket = ready.poll()) {
            socket.abort();
        }
    }

    @Override
    public TcpConfig config() {
        return config;
    }

    @Override
    public boolean full() {
        return handshakes + ready.size() >= backlog;
    }

    @Override
    public @Nullable ConnectionUser admit() {
        if (full()) {
            return null;
        }
        handshakes++;
        return new UtcpSocket(loop, this);
    }

    void handshakeEnded(UtcpSocket socket, boolean opened) {
        handshakes--;
        if (opened && closed) {
            socket.abort(); // its handshake was longer than the listening
        } else if (opened) {
            ready.add(socket);
        }
    }
}
