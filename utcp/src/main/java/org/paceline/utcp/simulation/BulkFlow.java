package org.paceline.utcp.simulation;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** A connection whose application writes for ever, or reads and throws away. Not thread-safe. */
public final class BulkFlow implements ConnectionUser {
    private final TcpStack stack;
    private final byte[] block = new byte[65_536];
    private @Nullable Association association;
    private final boolean writes;
    private boolean mayAct;

    BulkFlow(TcpStack stack, boolean writes) {
        this.stack = stack;
        this.writes = writes;
    }

    void act(long nowNs) {
        Association open = association;
        if (open == null || !mayAct) {
            return;
        }
        mayAct = false;
        TcpConnection connection = open.connection();
        int moved = block.length;
        while (moved > 0) {
            moved = connection.receiveBuffer().take(block, 0, block.length);
        }
        moved = block.length;
        while (writes && connection.state() == TcpState.ESTABLISHED && moved == block.length) {
            moved = connection.sendBuffer().append(block, 0, block.length);
        }
        connection.handleApplication(nowNs);
        stack.reschedule(nowNs, open);
    }

    /** @throws IllegalStateException before it is connected */
    public TcpConnection connection() {
        if (association == null) {
            throw new IllegalStateException("not connected");
        }
        return association.connection();
    }

    public boolean connected() {
        return association != null;
    }

    /** What the peer has acknowledged, payload only. */
    public long acknowledgedBytes() {
        return association == null ? 0 : association.connection().info().bytes().acked();
    }

    @Override
    public void attached(Association attached) {
        association = attached;
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        mayAct = true;
    }

    @Override
    public void readable() {
        mayAct = true;
    }

    @Override
    public void writable() {
        mayAct = true;
    }
}
