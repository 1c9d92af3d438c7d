package org.paceline.cli.pacebench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/**
 * Kernel sockets on a host that read whatever comes and forget it, one connection after the other.
 *
 * <p>It reads by the clock and does not sleep in the call that reads: on a veth pair and on TAP the sender's system
 * call runs the receiver's TCP too, and to wake a reader there took 10 us of a gap of 12 us. A receiver of its own
 * machine takes nothing from the sender.
 */
final class Sink implements AutoCloseable {
    /** RFC 863: discard. */
    static final int PORT = 9;

    private static final int READ_BYTES = 1 << 20;

    /** As long as a short path's round trip: the kernel acknowledges when somebody has read. */
    private static final long READ_EVERY_NS = 250_000;

    /** 60 ms at 1 Gb/s, for a reader that is kept from its core: the window must not end a turn's pacing. */
    private static final String BUFFER_BYTES = "8388608";

    private final ServerSocket server;

    private Sink(ServerSocket server) {
        this.server = server;
    }

    static Sink start(TestHost host) {
        host.sysctl("net.ipv4.tcp_rmem", "4096 " + BUFFER_BYTES + " " + BUFFER_BYTES);
        try {
            Sink sink = new Sink(host.call(() -> new ServerSocket(PORT)));
            Thread thread = new Thread(sink::serve, "sink");
            thread.setDaemon(true);
            thread.start();
            return sink;
        } catch (RuntimeException refused) {
            throw new TestbedException("cannot listen on the receiver: " + refused.getMessage(), refused);
        }
    }

    private void serve() {
        byte[] read = new byte[READ_BYTES];
        while (!server.isClosed()) {
            discard(read);
        }
    }

    /** Takes the next connection until its sender, or this sink, ends it. */
    private void discard(byte[] read) {
        try (Socket socket = server.accept();
                InputStream input = socket.getInputStream()) {
            while (input.read(read) >= 0) {
                LockSupport.parkNanos(READ_EVERY_NS);
            }
        } catch (IOException reset) {
            // the sender's turn is over, or the sink's
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
