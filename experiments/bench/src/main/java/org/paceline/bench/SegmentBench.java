package org.paceline.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.nic.wire.TcpHeader;
import org.paceline.nic.wire.TcpOptions;
import org.paceline.utcp.tcp.Path;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpEvents;
import org.paceline.utcp.tcp.TcpState;

/**
 * A full segment from the application's write through both connections to the application's read, its share of the
 * acknowledgments included. {@code -prof gc} must show no allocation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmentBench {
    private static final int MTU_BYTES = 1500;

    /** Between two segments on a link of 1 Gb/s. */
    private static final long GAP_NS = 12_000;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(MTU_BYTES);
    private final TcpHeader header = new TcpHeader();
    private final TcpOptions options = new TcpOptions();
    private final TcpConnection client = connection(40_000, 5201, 1_000);
    private final TcpConnection server = connection(5201, 40_000, 2_000_000);
    private byte[] text = new byte[0];
    private long nowNs = 1_000_000;

    @Setup
    public void open() {
        server.listen();
        client.open();
        for (int turn = 0; turn < 4; turn++) {
            deliver(client, server);
            deliver(server, client);
        }
        if (client.state() != TcpState.ESTABLISHED || server.state() != TcpState.ESTABLISHED) {
            throw new IllegalStateException("the handshake ended in " + client.state() + " and " + server.state());
        }
        text = new byte[client.segmentBytes()];
    }

    @Benchmark
    public long segment() {
        nowNs += GAP_NS;
        client.sendBuffer().append(text, 0, text.length);
        client.handleApplication(nowNs);
        deliver(client, server);
        if (server.receiveBuffer().take(text, 0, text.length) != text.length) {
            throw new IllegalStateException("a segment did not arrive");
        }
        server.handleApplication(nowNs);
        deliver(server, client);
        return client.congestionWindowBytes();
    }

    private void deliver(TcpConnection from, TcpConnection to) {
        from.handleTimeout(nowNs);
        int lengthBytes = from.pollTransmit(nowNs, frame, 0);
        while (lengthBytes > 0) {
            if (!header.wrap(frame, 0, lengthBytes)
                    || !options.parse(frame, header.optionsOffset(), header.optionsBytes())) {
                throw new IllegalStateException("a connection sent a malformed segment");
            }
            to.handleSegment(nowNs, nowNs, header, options, frame);
            lengthBytes = from.pollTransmit(nowNs, frame, 0);
        }
    }

    private static TcpConnection connection(int localPort, int remotePort, int iss) {
        return new TcpConnection(
                TcpConfig.defaults().withNoDelay(true),
                new TcpEvents() {},
                new Path(localPort, remotePort, MTU_BYTES, 20),
                iss,
                0);
    }
}
