package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of the kernel's TCP, in the network namespace of the thread that opens it. */
public final class KernelListener implements StreamListener {
    /** Connections that wait while one is answered; iperf3 opens up to 128 at once. */
    private static final int BACKLOG = 160;

    private final ServerSocket socket;

    /** @param port 0 for one that is free */
    public KernelListener(InetAddress address, int port) throws IOException {
        socket = new ServerSocket(port, BACKLOG, address);
    }

    @Override
    public Stream accept() throws IOException {
        Socket accepted = socket.accept();
        accepted.setTcpNoDelay(true);
        return new KernelStream(accepted);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public boolean closed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // it listens no more
        }
    }
}
