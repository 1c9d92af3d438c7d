package org.paceline.cli.interop;

import java.io.IOException;
import org.paceline.cli.iperf.transport.Stream;
import org.paceline.cli.iperf.transport.StreamListener;
import org.paceline.cli.iperf.transport.UtcpStream;
import org.paceline.utcp.runtime.UtcpServerSocket;
import org.paceline.utcp.runtime.UtcpSocket;

/** A port of our own TCP, as the iperf3 sink serves it. */
final class UtcpListener implements StreamListener {
    private final UtcpServerSocket server;
    private volatile boolean closed;

    UtcpListener(UtcpHost host, int port) throws IOException {
        this.server = host.loop().listen(port, 64, UtcpHost.CONFIG);
    }

    @Override
    public Stream accept() throws IOException {
        return new UtcpStream(server.accept(UtcpSocket.FOREVER_NS), UtcpHost.CONFIG);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        server.close();
    }
}
