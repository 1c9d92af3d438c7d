package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.runtime.StackLoop;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.stack.StackException;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.congestion.CongestionAlgorithm;

/** Connections of our own TCP, all of one stack. The stack is its opener's, and outlives this. */
public final class UtcpTransport implements Transport {
    private final StackLoop loop;
    private final TcpConfig base;

    /**
     * A transport over a running stack.
     *
     * @param base what a connection is like where its options say nothing
     */
    public UtcpTransport(StackLoop loop, TcpConfig base) {
        this.loop = loop;
        this.base = base;
    }

    @Override
    public Stream connect(InetAddress host, int port, StreamOptions options, long timeoutNs) throws IOException {
        TcpConfig config = config(options);
        try {
            UtcpSocket socket = loop.connect(IpAddress.of(host.getAddress()), port, config, timeoutNs);
            return new UtcpStream(socket, config);
        } catch (IOException failed) {
            throw failed.getCause() instanceof StackException refused ? noRoute(refused) : failed;
        }
    }

    /**
     * The congestion control of that name.
     *
     * @throws IllegalArgumentException in one line that lists what there is
     */
    public static CongestionAlgorithm congestion(String name) {
        for (CongestionAlgorithm algorithm : CongestionAlgorithm.values()) {
            if (algorithm.linuxName().equals(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("congestion control " + name + " is not offered; there is "
                + Arrays.stream(CongestionAlgorithm.values())
                        .map(CongestionAlgorithm::linuxName)
                        .collect(Collectors.joining(", ")));
    }

    /** The stack knew before it sent anything: no gateway for an address outside of the prefix, or no room. */
    private static NoRouteToHostException noRoute(StackException refused) {
        return new NoRouteToHostException(refused.getMessage());
    }

    private TcpConfig config(StreamOptions options) {
        TcpConfig config = base.withNoDelay(options.noDelay());
        if (options.pacing() != null) {
            config = config.withPacing(options.pacing());
        }
        @Nullable String congestion = options.congestion();
        if (congestion != null) {
            config = config.withCongestion(congestion(congestion));
        }
        if (options.maximumSegmentBytes() > 0) {
            config = config.withMaximumSegmentBytes(options.maximumSegmentBytes());
        }
        return options.sendBufferBytes() > 0 ? config.withSendBufferBytes(options.sendBufferBytes()) : config;
    }

    @Override
    public void close() {
        // each stream is closed by who opened it
    }
}
