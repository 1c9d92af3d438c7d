package org.paceline.cli.capacity;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.Listener;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.TcpConfig;

/** Takes every connection and reads whatever comes. Not thread-safe. */
final class FloodedServer implements Listener {
    private final byte[] block = new byte[65_536];
    private final Queue<Association> readable = new ArrayDeque<>();
    private long bytes;
    private boolean counting = true;

    @Override
    public TcpConfig config() {
        return SynFlood.config();
    }

    @Override
    public ConnectionUser admit() {
        return new Reader();
    }

    boolean busy() {
        return !readable.isEmpty();
    }

    void act(TcpStack stack, long nowNs) {
        for (Association association = readable.poll(); association != null; association = readable.poll()) {
            int taken = association.connection().receiveBuffer().take(block, 0, block.length);
            bytes += counting ? taken : 0;
            if (association.connection().receiveBuffer().readableBytes() > 0) {
                readable.add(association);
            }
            association.connection().handleApplication(nowNs);
            stack.reschedule(nowNs, association);
        }
    }

    void stopCounting() {
        counting = false;
    }

    long bytes() {
        return bytes;
    }

    private final class Reader implements ConnectionUser {
        private @Nullable Association association;

        @Override
        public void attached(Association attached) {
            association = attached;
        }

        @Override
        public void readable() {
            if (association != null) {
                readable.add(association);
            }
        }
    }
}
