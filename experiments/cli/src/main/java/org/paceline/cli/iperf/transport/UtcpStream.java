package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.runtime.UtcpSocket;
import org.paceline.utcp.tcp.SendLimit;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.TimeReport;

/** A connection of our own TCP. */
public final class UtcpStream implements Stream {
    private static final long NS_PER_US = 1_000;

    private final UtcpSocket socket;
    private final TcpConfig config;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private volatile StreamInfo last = StreamInfo.UNKNOWN;
    private volatile int segmentBytes = -1;

    public UtcpStream(UtcpSocket socket, TcpConfig config) {
        this.socket = socket;
        this.config = config;
        this.local = address(socket.localAddress(), socket.localPort());
        this.remote = address(socket.remoteAddress(), socket.remotePort());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.write(bytes, offset, length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length, long timeoutNs) throws IOException {
        try {
            return socket.read(bytes, offset, length, timeoutNs);
        } catch (SocketTimeoutException nothingCame) {
            return 0;
        }
    }

    @Override
    public boolean drain(long timeoutNs) throws IOException {
        return socket.drain(timeoutNs);
    }

    /** Asks the stack; when it has ended, how the connection stood when it was asked last. */
    @Override
    public StreamInfo info() {
        try {
            TcpInfo info = socket.info();
            segmentBytes = info.sndMssBytes();
            last = new StreamInfo(
                    info.bytesAcked(),
                    info.totalRetransmissions(),
                    info.sndCwndBytes(),
                    info.sndWndBytes(),
                    inUs(info.rttNs()),
                    inUs(info.rttvarNs()),
                    info.pmtuBytes());
        } catch (IOException ended) {
            return last;
        }
        return last;
    }

    /** Asks the stack; when it has ended, nobody knows any more. */
    @Override
    public Map<String, Long> timeLimitedNs() {
        Map<String, Long> times = new LinkedHashMap<>();
        try {
            TimeReport report = socket.times();
            for (SendLimit limit : SendLimit.values()) {
                times.put(limit.name().toLowerCase(Locale.ROOT), report.spentNs(limit));
            }
        } catch (IOException ended) {
            return Map.of();
        }
        return times;
    }

    @Override
    public String congestion() {
        return config.congestion().linuxName();
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public int maximumSegmentBytes() {
        info();
        return segmentBytes;
    }

    @Override
    public int sendBufferBytes() {
        return config.sendBufferBytes();
    }

    @Override
    public int receiveBufferBytes() {
        return config.receiveBufferBytes();
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

    private static long inUs(long ns) {
        return ns < 0 ? -1 : ns / NS_PER_US;
    }

    private static InetSocketAddress address(IpAddress address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address.bytes()), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an IP address has 4 or 16 bytes", impossible);
        }
    }
}
