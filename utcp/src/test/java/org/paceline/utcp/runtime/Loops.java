package org.paceline.utcp.runtime;

import java.io.IOException;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** Two loops on the two ends of a cable, and a listener on the second one. */
final class Loops implements AutoCloseable {
    static final int PORT = 5_201;
    static final IpAddress CLIENT = IpAddress.parse("10.0.0.1");
    static final IpAddress SERVER = IpAddress.parse("10.0.0.2");

    /** Longer than anything here takes on the slowest machine; a test that reaches it has failed. */
    static final long PATIENCE_NS = 60_000_000_000L;

    final QueueDevice clientDevice;
    final QueueDevice serverDevice;
    final StackLoop client;
    final StackLoop server;
    final UtcpServerSocket listener;
    final TcpConfig config;

    Loops() throws IOException {
        this(TcpConfig.defaults().withSendBufferBytes(65_536).withReceiveBufferBytes(65_536));
    }

    Loops(TcpConfig config) throws IOException {
        this.config = config;
        QueueDevice[] cable = QueueDevice.pair();
        clientDevice = cable[0];
        serverDevice = cable[1];
        client = open(clientDevice, "10.0.0.1/24");
        server = open(serverDevice, "10.0.0.2/24");
        listener = server.listen(PORT, 16, config);
    }

    /** Parked waits: two cores may be all there is. */
    private static StackLoop open(QueueDevice device, String address) {
        StackConfig stack = StackConfig.of(LocalNetwork.parse(address), 3, 4);
        return StackLoop.open(device, stack, LoopConfig.defaults().withWaitMode(WaitMode.PARK));
    }

    UtcpSocket connect() throws IOException {
        return client.connect(SERVER, PORT, config, PATIENCE_NS);
    }

    UtcpSocket accept() throws IOException {
        return listener.accept(PATIENCE_NS);
    }

    static byte[] readFully(UtcpSocket socket, int bytes) throws IOException {
        byte[] target = new byte[bytes];
        int read = 0;
        while (read < bytes) {
            int more = socket.read(target, read, bytes - read, PATIENCE_NS);
            if (more < 0) {
                throw new IOException("the end came after " + read + " of " + bytes + " bytes");
            }
            read += more;
        }
        return target;
    }

    static int readByte(UtcpSocket socket) throws IOException {
        byte[] one = new byte[1];
        int read = socket.read(one, 0, 1, PATIENCE_NS);
        return read < 0 ? -1 : one[0];
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
