package org.paceline.cli.pacebench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import org.paceline.testbed.TestHost;
import org.paceline.testbed.TestbedException;

/** Kernel sockets on a host that read whatever comes and forget it, one connection after the other. */
final class Sink implements AutoCloseable {
    /** RFC 863: discard. */
    static final int PORT = 9;

    private static final int READ_BYTES = 256 << 10;

    private final ServerSocket server;

    private Sink(ServerSocket server) {
        this.server = server;
    }

    static Sink start(TestHost host) {
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
                // a sink
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
