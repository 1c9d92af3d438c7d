package org.paceline.cli.transfer;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** An application in virtual time that writes as much as fits until its time is over, and closes. Not thread-safe. */
final class VirtualWriter implements ConnectionUser {
    private static final int BLOCK_BYTES = 131_072;

    private final TcpStack stack;
    private final long endNs;
    private final byte[] block = new byte[BLOCK_BYTES];
    private @Nullable Association association;
    private boolean mayWrite;
    private boolean closed;

    VirtualWriter(TcpStack stack, long endNs) {
        this.stack = stack;
        this.endNs = endNs;
    }

    /** Writes and closes, when there is reason to. */
    void act(long nowNs) {
        Association open = association;
        if (open == null || closed || !(mayWrite || nowNs >= endNs)) {
            return;
        }
        TcpConnection connection = open.connection();
        if (nowNs >= endNs) {
            closed = true;
            connection.shutdownOutput(nowNs);
        } else if (connection.state() == TcpState.ESTABLISHED) {
            mayWrite = false;
            int taken = BLOCK_BYTES;
            while (taken == BLOCK_BYTES) {
                taken = connection.sendBuffer().append(block, 0, BLOCK_BYTES);
            }
            connection.handleApplication(nowNs);
        }
        stack.reschedule(nowNs, open);
    }

    boolean closed() {
        return closed;
    }

    /** Everything has been acknowledged, the end as well. */
    boolean over() {
        return association != null
                && (association.connection().state() == TcpState.FIN_WAIT_2
                        || association.connection().state() == TcpState.TIME_WAIT
                        || association.connection().finished());
    }

    @Override
    public void attached(Association attached) {
        association = attached;
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        mayWrite = true;
    }

    @Override
    public void writable() {
        mayWrite = true;
    }
}
