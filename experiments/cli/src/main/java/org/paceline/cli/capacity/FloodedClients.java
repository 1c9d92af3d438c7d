package org.paceline.cli.capacity;

import org.jspecify.annotations.Nullable;
import org.paceline.nic.wire.IpAddress;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpState;

/** One client that sends without end, and others that only want to get in. Not thread-safe. */
final class FloodedClients {
    private final TcpStack stack;
    private final IpAddress server;
    private final int port;
    private final byte[] block = new byte[65_536];
    private final Writer writer = new Writer();
    private int knocked;
    private int admitted;

    FloodedClients(TcpStack stack, IpAddress server, int port) {
        this.stack = stack;
        this.server = server;
        this.port = port;
    }

    void startTransfer(long nowNs) {
        stack.connect(nowNs, server, port, SynFlood.config(), writer);
    }

    void knock(long nowNs) {
        knocked++;
        stack.connect(nowNs, server, port, SynFlood.config(), new Knock());
    }

    int knocked() {
        return knocked;
    }

    int admitted() {
        return admitted;
    }

    boolean busy() {
        return writer.mayWrite;
    }

    void act(long nowNs) {
        Association association = writer.association;
        if (!writer.mayWrite || association == null) {
            return;
        }
        writer.mayWrite = false;
        while (association.connection().sendBuffer().append(block, 0, block.length) > 0) {
            // as much as there is room for
        }
        association.connection().handleApplication(nowNs);
        stack.reschedule(nowNs, association);
    }

    private static final class Writer implements ConnectionUser {
        private @Nullable Association association;
        private boolean mayWrite;

        @Override
        public void attached(Association attached) {
            association = attached;
        }

        @Override
        public void writable() {
            mayWrite = true;
        }
    }

    private final class Knock implements ConnectionUser {
        @Override
        public void attached(Association attached) {}

        @Override
        public void stateChanged(TcpState from, TcpState to) {
            admitted += to == TcpState.ESTABLISHED ? 1 : 0;
        }
    }
}
