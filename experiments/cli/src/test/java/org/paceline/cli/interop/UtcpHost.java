package org.paceline.cli.interop;

import java.io.IOException;
import java.time.Duration;
import org.paceline.nic.linux.PacketSocketDevice;
import org.paceline.nic.wire.IpAddress;
import org.paceline.testbed.TestHost;
import org.paceline.utcp.runtime.LoopConfig;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.stack.LocalNetwork;
import org.paceline.utcp.stack.StackConfig;
import org.paceline.utcp.tcp.TcpConfig;

/** Our TCP on a packet socket of a test host, beside the kernel's. */
final class UtcpHost implements AutoCloseable {
    static final TcpConfig CONFIG = TcpConfig.defaults();
    private static final long TIMEOUT_NS = Duration.ofSeconds(20).toNanos();

    private final StackLoop loop;

    UtcpHost(TestHost host, String interfaceName, String prefix) {
        PacketSocketDevice device = host.call(() -> PacketSocketDevice.open(interfaceName));
        this.loop = StackLoop.open(device, StackConfig.of(LocalNetwork.parse(prefix), 1, 2), LoopConfig.defaults());
    }

    StackLoop loop() {
        return loop;
    }

    UtcpSocket connect(String peer, int port) throws IOException {
        return loop.connect(IpAddress.parse(peer), port, CONFIG, TIMEOUT_NS);
    }

    @Override
    public void close() {
        loop.close();
    }
}
