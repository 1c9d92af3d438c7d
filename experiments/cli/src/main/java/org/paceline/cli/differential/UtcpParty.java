package org.paceline.cli.differential;

import java.io.IOException;
import java.time.Duration;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpServerSocket;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.tcp.TcpConfig;

/** Our TCP on a running loop, which is its owner's to close. */
final class UtcpParty implements Party {
    private static final int BACKLOG = 1_024;
    private static final long TIMEOUT_NS = Duration.ofSeconds(60).toNanos();

    private final StackLoop loop;
    private final String address;
    private final TcpConfig config;

    UtcpParty(StackLoop loop, String address, TcpConfig config) {
        this.loop = loop;
        this.address = address;
        this.config = config;
    }

    @Override
    public String name() {
        return "utcp";
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public End connect(String peer, int port) throws IOException {
        return new UtcpEnd(loop.connect(IpAddress.parse(peer), port, config, TIMEOUT_NS));
    }

    @Override
    public Acceptor listen(int port) throws IOException {
        UtcpServerSocket server = loop.listen(port, BACKLOG, config);
        return new Acceptor() {
            @Override
            public End accept() throws IOException {
                return new UtcpEnd(server.accept(TIMEOUT_NS));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private record UtcpEnd(UtcpSocket socket) implements End {
        @Override
        public void write(byte[] source, int offset, int lengthBytes) throws IOException {
            socket.write(source, offset, lengthBytes);
        }

        @Override
        public int read(byte[] target, int offset, int lengthBytes) throws IOException {
            return socket.read(target, offset, lengthBytes, TIMEOUT_NS);
        }

        @Override
        public void shutdownOutput() {
            socket.shutdownOutput();
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public void abort() {
            socket.abort();
        }
    }
}
