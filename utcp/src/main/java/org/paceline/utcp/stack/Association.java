package org.paceline.utcp.stack;

import org.paceline.utcp.tcp.TcpConnection;

/** A connection in its place in the stack: with its peer's address and its turn in the {@link DeadlineQueue}. */
public final class Association {
    private final TcpConnection connection;
    private final int remoteAddress;
    private final ConnectionUser user;

    /** These three are kept by the {@link DeadlineQueue}. */
    long deadlineNs = TcpConnection.NEVER_NS;

    int queueIndex = -1;
    long turn;

    Association(TcpConnection connection, int remoteAddress, ConnectionUser user) {
        this.connection = connection;
        this.remoteAddress = remoteAddress;
        this.user = user;
    }

    public TcpConnection connection() {
        return connection;
    }

    public ConnectionUser user() {
        return user;
    }

    public int remoteAddress() {
        return remoteAddress;
    }

    long key() {
        return key(remoteAddress, connection.remotePort(), connection.localPort());
    }

    static long key(int remoteAddress, int remotePort, int localPort) {
        return (long) remoteAddress << 32 | (long) remotePort << 16 | localPort;
    }
}
