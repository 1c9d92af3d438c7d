package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Connections of the kernel's TCP: the baseline of a comparison. It cannot pace nor choose a congestion control from
 * here; the namespace's sysctl does that. Sockets live in the network namespace of the calling thread.
 */
public final class KernelTransport implements Transport {
    private static final long NS_PER_MS = 1_000_000;

    @Override
    public Stream connect(InetAddress host, int port, StreamOptions options, long timeoutNs) throws IOException {
        if (options.pacing() != null || options.congestion() != null || options.maximumSegmentBytes() != 0) {
            throw new IllegalArgumentException(
                    "kernel sockets take no pacing, congestion control or segment size here");
        }
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(options.noDelay());
            if (options.sendBufferBytes() > 0) {
                socket.setSendBufferSize(options.sendBufferBytes());
            }
            socket.connect(new InetSocketAddress(host, port), (int) Math.max(1, timeoutNs / NS_PER_MS));
            return new KernelStream(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        // each stream is closed by who opened it
    }
}
