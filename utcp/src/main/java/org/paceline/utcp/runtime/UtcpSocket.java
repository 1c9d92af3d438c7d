package org.paceline.utcp.runtime;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.Departure;
import org.paceline.utcp.tcp.LivenessConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpInfo;
import org.paceline.utcp.tcp.TcpState;
import org.paceline.utcp.tcp.TimeReport;

/**
 * A connection as an application uses it, with blocking calls. One thread may write while another one reads; the events
 * come from the loop's thread.
 */
public final class UtcpSocket implements ConnectionUser {
    /** No limit to a wait. */
    public static final long FOREVER_NS = Long.MAX_VALUE;

    /** A writer is woken for a quarter of the buffer and not for every ACK: a wake-up costs the loop microseconds. */
    private static final int WAKE_WRITER_FRACTION = 4;

    /** Longest sleep between two looks at the loop, so that no wait outlives it. */
    private static final long LOOK_MS = 1_000;

    private final StackLoop loop;
    private final @Nullable UtcpServerSocket server;
    private final AtomicBoolean touched = new AtomicBoolean();
    private final Runnable handleTouch = this::handleTouch;
    private final Object monitor = new Object();
    private final SocketPacing pacing = new SocketPacing();
    private final RefillNap refill = new RefillNap();
    private volatile @Nullable Association association;
    private volatile TcpState state = TcpState.CLOSED;
    private volatile CloseReason closeReason = CloseReason.NONE;
    private volatile boolean inputFinished;
    private volatile boolean opened;
    private volatile boolean somebodyWaits;
    private volatile boolean loopEnded;

    UtcpSocket(StackLoop loop) {
        this(loop, null);
    }

    UtcpSocket(StackLoop loop, @Nullable UtcpServerSocket server) {
        this.loop = loop;
        this.server = server;
    }

    // for the application

    /** Writes all bytes, waiting for room in the send buffer as often as needed. */
    public void write(byte[] source, int offset, int lengthBytes) throws IOException {
        int written = 0;
        while (written < lengthBytes) {
            requireWritable();
            int taken = connection().sendBuffer().append(source, offset + written, lengthBytes - written);
            written += taken;
            if (taken > 0) {
                touch();
            } else {
                awaitRoom();
            }
        }
    }

    /**
     * Reads what is there, waiting for the first byte.
     *
     * @return how many bytes, -1 when the peer has closed and everything is read
     */
    public int read(byte[] target, int offset, int lengthBytes) throws IOException {
        return read(target, offset, lengthBytes, FOREVER_NS);
    }

    /**
     * Reads what is there, waiting for the first byte up to a limit.
     *
     * @throws SocketTimeoutException when nothing comes in time
     */
    public int read(byte[] target, int offset, int lengthBytes, long timeoutNs) throws IOException {
        TcpConnection connection = connection();
        if (!await(() -> connection.receiveBuffer().readableBytes() > 0 || endOfInput(), timeoutNs)) {
            throw new SocketTimeoutException("Read timed out");
        }
        // the end is looked at first: what came before it was readable by then
        boolean ended = endOfInput();
        int taken = connection.receiveBuffer().take(target, offset, lengthBytes);
        if (taken > 0 || lengthBytes == 0) {
            touch();
            return taken;
        }
        if (ended && !inputFinished && closeReason != CloseReason.FINISHED) {
            throw failure();
        }
        return -1;
    }

    /**
     * Waits until the peer has acknowledged everything written.
     *
     * @return false when it has not in time
     */
    public boolean drain(long timeoutNs) throws IOException {
        boolean drained = await(() -> drained() || state == TcpState.CLOSED, timeoutNs);
        if (drained && !drained()) {
            throw failure();
        }
        return drained;
    }

    /** Half close: the peer reads to the end of what was written, and may go on sending. */
    public void shutdownOutput() {
        command(connection -> connection.shutdownOutput(loop.nowNs()));
    }

    /** Closes both ways and returns at once; what was written is still delivered. */
    public void close() {
        command(connection -> connection.close(loop.nowNs()));
    }

    /** Resets the connection. */
    public void abort() {
        command(TcpConnection::abort);
    }

    /** Asks an idle peer whether it is there, with the times of the connection's settings (SO_KEEPALIVE). */
    public void setKeepAlive(boolean on) {
        changeLiveness(liveness -> liveness.withKeepAlive(on));
    }

    /** TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT. */
    public void setKeepAliveTimes(long idleNs, long intervalNs, int probes) {
        changeLiveness(liveness ->
                liveness.withKeepIdleNs(idleNs).withKeepIntervalNs(intervalNs).withKeepProbes(probes));
    }

    /** How long data may stay unacknowledged before the connection is given up; 0 for no limit (TCP_USER_TIMEOUT). */
    public void setUserTimeout(long timeoutNs) {
        changeLiveness(liveness -> liveness.withUserTimeoutNs(timeoutNs));
    }

    private void changeLiveness(UnaryOperator<LivenessConfig> change) {
        command(connection -> connection.configureLiveness(change.apply(connection.livenessConfig()), loop.nowNs()));
    }

    /** Where the connection's time went so far. */
    public TimeReport times() throws IOException {
        TcpConnection connection = connection();
        return loop.ask(() -> connection.times(loop.nowNs()));
    }

    public TcpInfo info() throws IOException {
        TcpConnection connection = connection();
        return loop.ask(() -> connection.info(loop.nowNs()));
    }

    /** How this socket's data has left so far. */
    public PacingReport pacing() throws IOException {
        return loop.ask(pacing::report);
    }

    public TcpState state() {
        return state;
    }

    public int localPort() {
        return connection().localPort();
    }

    public IpAddress localAddress() {
        return association().localAddress();
    }

    public IpAddress remoteAddress() {
        return association().remoteAddress();
    }

    public int remotePort() {
        return connection().remotePort();
    }

    // waiting

    void awaitOpen(long timeoutNs) throws IOException {
        if (!await(() -> opened || closeReason != CloseReason.NONE, timeoutNs)) {
            abort();
            throw new SocketTimeoutException("Connection timed out");
        }
        if (!opened) {
            throw failure();
        }
    }

    private boolean await(BooleanSupplier condition, long timeoutNs) throws IOException {
        if (condition.getAsBoolean()) {
            return true;
        }
        long startNs = System.nanoTime();
        synchronized (monitor) {
            try {
                while (true) {
                    somebodyWaits = true;
                    VarHandle.fullFence(); // the flag first, then the look: the loop does it the other way round
                    if (condition.getAsBoolean()) {
                        return true;
                    }
                    if (loopEnded) {
                        loop.requireRunning();
                    }
                    long leftNs = timeoutNs - (System.nanoTime() - startNs);
                    if (leftNs <= 0) {
                        return false;
                    }
                    monitor.wait(Math.min(LOOK_MS, 1 + leftNs / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the connection", e);
            }
        }
    }

    private void wakeWaiters() {
        VarHandle.fullFence(); // the change first, then the look at the flag
        if (somebodyWaits) {
            synchronized (monitor) {
                somebodyWaits = false;
                monitor.notifyAll();
            }
        }
    }

    /** Comes back by the clock where the loop would have to wake it often, and is woken elsewhere. */
    private void awaitRoom() throws IOException {
        long startNs = System.nanoTime();
        refill.sleep(startNs, this::writerMayGoOn);
        await(this::writerMayGoOn, FOREVER_NS);
        refill.onRoom(System.nanoTime() - startNs, connection().sendBuffer().freeBytes(), roomWantedBytes());
    }

    private boolean writerMayGoOn() {
        return connection().sendBuffer().freeBytes() >= roomWantedBytes() || state == TcpState.CLOSED;
    }

    private int roomWantedBytes() {
        return connection().sendBuffer().capacityBytes() / WAKE_WRITER_FRACTION;
    }

    private boolean drained() {
        return connection().sendBuffer().empty();
    }

    private boolean endOfInput() {
        return inputFinished || state == TcpState.CLOSED;
    }

    private void requireWritable() throws IOException {
        loop.requireRunning();
        if (closeReason != CloseReason.NONE) {
            throw failure();
        }
        boolean early = opened && state == TcpState.SYN_RECEIVED;
        if (!early && state != TcpState.ESTABLISHED && state != TcpState.CLOSE_WAIT) {
            throw new IOException("the output is shut down");
        }
    }

    private IOException failure() throws IOException {
        if (closeReason == CloseReason.NONE) {
            loop.requireRunning();
        }
        return switch (closeReason) {
            case REFUSED -> new ConnectException(closeReason.text());
            case UNREACHABLE -> new NoRouteToHostException(closeReason.text());
            case TIMED_OUT, KEEP_ALIVE, USER_TIMEOUT -> new SocketTimeoutException(closeReason.text());
            case NONE, FINISHED, RESET, ABORTED -> new IOException(closeReason.text());
        };
    }

    // the loop's thread

    /** Has the loop look at the connection again, once for however many calls. */
    void touch() {
        if (!touched.getAndSet(true)) {
            loop.execute(handleTouch);
        }
    }

    private void handleTouch() {
        touched.set(false);
        long nowNs = loop.nowNs();
        connection().handleApplication(nowNs);
        loop.stack().reschedule(nowNs, association());
    }

    private void command(Consumer<TcpConnection> command) {
        loop.execute(() -> {
            command.accept(connection());
            loop.stack().reschedule(loop.nowNs(), association());
        });
    }

    void departed(Departure departure, long releasedNs) {
        pacing.departed(departure, releasedNs);
    }

    void loopEnded() {
        loopEnded = true;
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    @Override
    public void attached(Association attached) {
        association = attached;
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        if (to != TcpState.CLOSED) {
            state = to;
        }
        if (to == TcpState.TIME_WAIT || to == TcpState.CLOSED) {
            pacing.settle();
        }
        if (from == TcpState.SYN_SENT || from == TcpState.SYN_RECEIVED) {
            boolean early = opened;
            opened |= to == TcpState.ESTABLISHED;
            if (server != null && !early) {
                server.handshakeEnded(this, to == TcpState.ESTABLISHED);
            }
        }
        wakeWaiters();
    }

    @Override
    public void openedEarly() {
        opened = true;
        if (server != null) {
            server.handshakeEnded(this, true);
        }
        wakeWaiters();
    }

    @Override
    public void readable() {
        inputFinished = connection().inputFinished();
        wakeWaiters();
    }

    @Override
    public void writable() {
        if (writerMayGoOn()) {
            wakeWaiters();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        closeReason = reason;
        state = TcpState.CLOSED; // not before its reason: whoever sees the one asks for the other
        wakeWaiters();
    }

    private Association association() {
        Association attached = association;
        if (attached == null) {
            throw new IllegalStateException("the socket has no connection");
        }
        return attached;
    }

    private TcpConnection connection() {
        return association().connection();
    }
}
