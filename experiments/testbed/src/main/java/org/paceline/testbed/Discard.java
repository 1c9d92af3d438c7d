package org.paceline.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A kernel's sockets that read whatever comes and forget it, any number at a time, each in a thread of its own. */
public final class Discard implements AutoCloseable {
    /** RFC 863. */
    public static final int PORT = 9;

    private static final int READ_BYTES = 1 << 18;

    private final ServerSocket server;

    private Discard(ServerSocket server) {
        this.server = server;
    }

    public static Discard start(TestHost host) {
        try {
            Discard discard = new Discard(host.call(() -> new ServerSocket(PORT)));
            daemon("discard", discard::accept);
            return discard;
        } catch (RuntimeException refused) {
            throw new TestbedException("cannot listen on the receiver: " + refused.getMessage(), refused);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon("discard-" + socket.getPort(), () -> read(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void read(Socket accepted) {
        byte[] read = new byte[READ_BYTES];
        try (Socket socket = accepted;
                InputStream input = socket.getInputStream()) {
            while (input.read(read) >= 0) {
                // forgotten
            }
        } catch (IOException reset) {
            // the sender is done with it
            return;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
