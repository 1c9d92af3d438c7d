package org.paceline.cli.iperf.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A connection of the kernel's TCP. What it has in flight is read from the kernel's socket table. */
public final class KernelStream implements Stream {
    private static final long NS_PER_MS = 1_000_000;

    /** How often the socket table is read while a connection drains; one reading takes some 50 us. */
    private static final long DRAIN_POLL_NS = 2 * NS_PER_MS;

    private final Socket socket;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private int timeoutMs;

    public KernelStream(Socket socket) {
        this.socket = socket;
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length, long timeoutNs) throws IOException {
        // 0 would wait for ever
        int wantedMs = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeoutNs / NS_PER_MS));
        if (wantedMs != timeoutMs) {
            socket.setSoTimeout(wantedMs);
            timeoutMs = wantedMs;
        }
        try {
            return socket.getInputStream().read(bytes, offset, length);
        } catch (SocketTimeoutException nothingCame) {
            return 0;
        }
    }

    @Override
    public boolean drain(long timeoutNs) throws IOException {
        long deadlineNs = System.nanoTime() + timeoutNs;
        while (true) {
            long queuedBytes = KernelSocketTable.queuedBytes(local, remote);
            if (queuedBytes < 0) {
                throw new SocketException("the connection is gone");
            }
            if (queuedBytes == 0) {
                return true;
            }
            if (System.nanoTime() - deadlineNs >= 0) {
                return false;
            }
            LockSupport.parkNanos(DRAIN_POLL_NS);
        }
    }

    @Override
    public StreamInfo info() {
        return StreamInfo.UNKNOWN;
    }

    @Override
    public Map<String, Long> timeLimitedNs() {
        return Map.of();
    }

    @Override
    public String congestion() {
        return KernelSocketTable.congestion();
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
        return -1;
    }

    @Override
    public int sendBufferBytes() {
        try {
            return socket.getSendBufferSize();
        } catch (SocketException closed) {
            return -1;
        }
    }

    @Override
    public int receiveBufferBytes() {
        try {
            return socket.getReceiveBufferSize();
        } catch (SocketException closed) {
            return -1;
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // nothing is left to close
        }
    }

    @Override
    public void abort() {
        try {
            // closing with a linger of zero resets (socket(7), SO_LINGER)
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            return;
        }
        close();
    }
}
