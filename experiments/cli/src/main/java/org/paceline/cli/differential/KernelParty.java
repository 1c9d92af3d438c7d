package org.paceline.cli.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.paceline.testbed.TestHost;

/** The kernel's TCP in a network namespace. Sockets belong to the namespace that they were made in. */
final class KernelParty implements Party {
    private static final int BACKLOG = 1_024;
    private static final int TIMEOUT_MS = (int) Duration.ofSeconds(60).toMillis();

    private final TestHost host;
    private final String address;

    KernelParty(TestHost host, String address) {
        this.host = host;
        this.address = address;
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public End connect(String peer, int port) throws IOException {
        try {
            return host.call(() -> {
                Socket socket = new Socket();
                try {
                    socket.connect(new InetSocketAddress(InetAddress.getByName(peer), port), TIMEOUT_MS);
                    return new KernelEnd(socket);
                } catch (IOException refused) {
                    socket.close();
                    throw refused;
                }
            });
        } catch (RuntimeException wrapped) {
            throw wrapped.getCause() instanceof IOException cause ? cause : new IOException(wrapped);
        }
    }

    @Override
    public Acceptor listen(int port) {
        ServerSocket server = host.call(() -> {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
            made.setSoTimeout(TIMEOUT_MS);
            return made;
        });
        return new Acceptor() {
            @Override
            public End accept() throws IOException {
                return new KernelEnd(server.accept());
            }

            @Override
            public void close() {
                try {
                    server.close();
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
        };
    }

    private record KernelEnd(Socket socket) implements End {
        KernelEnd {
            try {
                socket.setSoTimeout(TIMEOUT_MS);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void write(byte[] source, int offset, int lengthBytes) throws IOException {
            socket.getOutputStream().write(source, offset, lengthBytes);
        }

        @Override
        public int read(byte[] target, int offset, int lengthBytes) throws IOException {
            return socket.getInputStream().read(target, offset, lengthBytes);
        }

        @Override
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException broken) {
                // it is closed all the same
                return;
            }
        }

        @Override
        public void abort() {
            try {
                // closing with a linger of zero resets (socket(7), SO_LINGER)
                socket.setSoLinger(true, 0);
            } catch (IOException broken) {
                // it has been reset already
                return;
            }
            close();
        }
    }
}
