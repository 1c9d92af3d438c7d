package org.paceline.cli.transfer;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpState;

/** An application in virtual time that takes one connection, reads whatever comes and counts it. Not thread-safe. */
final class VirtualReader implements ConnectionUser, Listener {
    private final TcpConfig config;
    private final byte[] block = new byte[131_072];
    private @Nullable Association association;
    private boolean mayRead;
    private long bytes;
    private long firstNs;
    private long lastNs;

    VirtualReader(TcpConfig config) {
        this.config = config;
    }

    /** Reads all that has come. */
    void act(TcpStack stack, long nowNs) {
        Association open = association;
        if (open == null || !mayRead) {
            return;
        }
        mayRead = false;
        int taken = open.connection().receiveBuffer().take(block, 0, block.length);
        while (taken > 0) {
            firstNs = bytes == 0 ? nowNs : firstNs;
            lastNs = nowNs;
            bytes += taken;
            taken = open.connection().receiveBuffer().take(block, 0, block.length);
        }
        open.connection().handleApplication(nowNs);
        stack.reschedule(nowNs, open);
    }

    long bytes() {
        return bytes;
    }

    long firstNs() {
        return firstNs;
    }

    long lastNs() {
        return lastNs;
    }

    /** The peer has sent its end, and everything before it was read. */
    boolean over() {
        return association != null && association.connection().state() == TcpState.CLOSE_WAIT && !mayRead;
    }

    @Override
    public TcpConfig config() {
        return config;
    }

    @Override
    public @Nullable ConnectionUser admit() {
        return association == null ? this : null;
    }

    @Override
    public void attached(Association attached) {
        association = attached;
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        mayRead = true;
    }

    @Override
    public void readable() {
        mayRead = true;
    }
}
