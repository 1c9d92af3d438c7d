package org.paceline.utcp.stack;

import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpState;

/** A user that listens to what happens to its connection, and as a listener takes as many as it is told. */
final class RecordedUser implements ConnectionUser, Listener {
    private final TcpConfig config;
    Association association;
    TcpState state = TcpState.CLOSED;
    CloseReason closeReason = CloseReason.NONE;
    int backlog = Integer.MAX_VALUE;
    int admitted;

    RecordedUser(TcpConfig config) {
        this.config = config;
    }

    @Override
    public void attached(Association attached) {
        association = attached;
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        state = to;
    }

    @Override
    public void closed(CloseReason reason) {
        closeReason = reason;
    }

    @Override
    public TcpConfig config() {
        return config;
    }

    @Override
    public boolean full() {
        return admitted >= backlog;
    }

    @Override
    public ConnectionUser admit() {
        if (admitted >= backlog) {
            return null;
        }
        admitted++;
        return new RecordedUser(config);
    }
}
