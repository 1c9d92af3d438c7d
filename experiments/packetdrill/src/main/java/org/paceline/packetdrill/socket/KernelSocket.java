package org.paceline.packetdrill.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.paceline.packetdrill.profile.Profile;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** One socket as a kernel keeps it: options, backlog or connection, and the error that the next call will get. */
final class KernelSocket implements ConnectionUser, Listener {
    private final Kernel kernel;
    private final SocketOptions options;
    private final @Nullable KernelSocket listener;
    private final Deque<KernelSocket> acceptable = new ArrayDeque<>();
    private @Nullable Association association;
    private @Nullable Errno error;
    private int port;
    private int backlog;
    private int events;
    private TcpState state = TcpState.CLOSED;

    /** The state before {@link #state}. */
    private TcpState before = TcpState.CLOSED;

    private boolean queued;
    private boolean reset;

    /** SO_LINGER: how long close waits; negative when it does not linger. */
    private long lingerNs = -1;

    boolean nonBlocking;
    boolean inputShut;
    boolean outputShut;
    boolean connectReported;

    /** TCP_FASTOPEN_CONNECT: connect has returned, and the SYN leaves with the first data. */
    boolean connectsLate;

    final Cork cork = new Cork();
    final ZeroCopy zeroCopy = new ZeroCopy();
    private boolean bound;

    KernelSocket(Kernel kernel) {
        this(kernel, new SocketOptions(kernel.settings()), null);
    }

    private KernelSocket(Kernel kernel, SocketOptions options, @Nullable KernelSocket listener) {
        this.kernel = kernel;
        this.options = options;
        this.listener = listener;
        this.port = kernel.bindPort();
    }

    SocketOptions options() {
        return options;
    }

    void bind(int chosenPort) {
        port = chosenPort;
        bound = true;
    }

    boolean boundTo(int thatPort) {
        return bound && port == thatPort;
    }

    int port() {
        return port;
    }

    void listen(int maxBacklog) {
        if (!listening()) {
            kernel.host().listen(port, this);
            kernel.onListen(port);
        }
        backlog = Math.max(1, maxBacklog + 1); // Linux admits one more than asked for
    }

    boolean listening() {
        return backlog > 0;
    }

    void stopListening() {
        kernel.host().stopListening(port);
        backlog = 0;
        for (KernelSocket waiting : acceptable) {
            waiting.abort();
        }
    }

    @Nullable
    KernelSocket accept() {
        return acceptable.poll();
    }

    boolean acceptReady() {
        return !acceptable.isEmpty();
    }

    void connect() {
        connectReported = false;
        error = null;
        kernel.host().connect(kernel.connectPort(), options.config(), this);
    }

    /** Opens a connection with data in its SYN if it may; whether it may. */
    boolean connectWithData() {
        connectReported = true;
        connectsLate = false;
        return kernel.host()
                .connect(kernel.connectPort(), options.configWithData(), this)
                .connection()
                .offersTextInSyn();
    }

    boolean mayConnectWithData() {
        return kernel.host().offersData(options.configWithData());
    }

    /** Bytes of the stream that the peer has. */
    long acknowledgedBytes() {
        TcpConnection connection = connection();
        return connection == null ? 0 : cork.pushedBytes() - connection.unacknowledgedBytes();
    }

    boolean connecting() {
        return association != null && state == TcpState.SYN_SENT;
    }

    /** Whether there is or was a connection. */
    boolean connected() {
        return association != null;
    }

    @Nullable
    TcpConnection connection() {
        return association == null ? null : association.connection();
    }

    /** The connection was touched by a call. */
    void touched() {
        Association own = association;
        if (own != null) {
            own.connection().handleApplication(kernel.host().nowNs());
            kernel.host().touched(own);
        }
    }

    void close() {
        TcpConnection connection = connection();
        Association own = association;
        if (connection == null || own == null) {
            return;
        }
        cork.draw(connection);
        connection.close(kernel.host().nowNs());
        kernel.host().touched(own);
    }

    void abort() {
        Association own = association;
        if (own != null) {
            own.connection().abort();
            kernel.host().touched(own);
        }
    }

    /** tcpdrop: the process learns of it. */
    void drop() {
        abort();
        error = Errno.ECONNABORTED;
        events++;
    }

    void shutdownOutput() {
        Association own = association;
        outputShut = true;
        if (own != null) {
            cork.draw(own.connection());
            own.connection().shutdownOutput(kernel.host().nowNs());
            kernel.host().touched(own);
        }
    }

    /** The error that waits, which is told once. */
    @Nullable
    Errno takeError() {
        Errno taken = error;
        error = null;
        return taken;
    }

    boolean errorWaits() {
        return error != null;
    }

    TcpState state() {
        return listening() ? TcpState.LISTEN : state;
    }

    void linger(long changedNs) {
        lingerNs = changedNs;
    }

    long lingerNs() {
        return lingerNs;
    }

    /** SO_LINGER with no time to wait: close resets. */
    boolean lingersNot() {
        return lingerNs == 0;
    }

    /** Our FIN, or what goes before it, is not acknowledged yet. */
    boolean closing() {
        return state == TcpState.FIN_WAIT_1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
    }

    /** Linux's connect to AF_UNSPEC: the socket is as new, and a connection that the peer knows of is reset. */
    void disconnect() {
        if (listening()) {
            stopListening();
        }
        Association own = association;
        if (own == null) {
            return;
        }
        boolean open = state != TcpState.CLOSED && state != TcpState.TIME_WAIT;
        abort();
        association = null;
        state = TcpState.CLOSED;
        inputShut = false;
        outputShut = false;
        connectReported = false;
        error = open ? Errno.ECONNRESET : null;
        events++;
    }

    /** Nothing goes either way any more. */
    boolean dead() {
        return association != null && state == TcpState.CLOSED;
    }

    boolean reset() {
        return reset;
    }

    /** A call with MSG_ZEROCOPY has written up to the end of what is here. */
    void zeroCopied() {
        TcpConnection connection = connection();
        if (connection != null && options.get("SO_ZEROCOPY") != 0) {
            zeroCopy.sent(cork.pushedBytes() + cork.heldBytes());
        }
    }

    int readableBytes() {
        TcpConnection connection = connection();
        return connection == null ? 0 : connection.receiveBuffer().readableBytes();
    }

    boolean inputEnded() {
        TcpConnection connection = connection();
        return inputShut || dead() || (connection != null && connection.inputFinished());
    }

    /** How often something happened, for those who wait for an edge. */
    int events() {
        return events;
    }

    // Listener

    @Override
    public TcpConfig config() {
        return options.config();
    }

    @Override
    public @Nullable ConnectionUser admit() {
        if (acceptable.size() >= backlog) {
            return null;
        }
        return new KernelSocket(kernel, options.inherited(), this);
    }

    // ConnectionUser

    @Override
    public void attached(Association attached) {
        association = attached;
        kernel.onConnection(this, attached);
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        before = from;
        state = to;
        events++;
        if (to == TcpState.ESTABLISHED && options.get("TCP_DEFER_ACCEPT") == 0) {
            queue();
        }
    }

    /** Whoever accepts may have the connection. */
    private void queue() {
        KernelSocket parent = listener;
        if (parent != null && !queued) {
            queued = true;
            parent.acceptable.add(this);
            parent.events++;
        }
    }

    @Override
    public void openedEarly() {
        events++;
        queue();
    }

    @Override
    public void readable() {
        events++;
        queue();
    }

    @Override
    public void writable() {
        events++;
    }

    @Override
    public void closed(CloseReason reason) {
        events++;
        switch (reason) {
            case REFUSED -> error = Errno.ECONNREFUSED;
            case RESET -> {
                reset = true;
                boolean peerHadClosed =
                        before == TcpState.CLOSE_WAIT && kernel.settings().profile() != Profile.FREEBSD;
                error = peerHadClosed ? Errno.EPIPE : Errno.ECONNRESET;
            }
            case TIMED_OUT, KEEP_ALIVE, USER_TIMEOUT -> error = Errno.ETIMEDOUT;
            case UNREACHABLE -> error = Errno.EHOSTUNREACH;
            case NONE, FINISHED, ABORTED -> {}
        }
    }
}
