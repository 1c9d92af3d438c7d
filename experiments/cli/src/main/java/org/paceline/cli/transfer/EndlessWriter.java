package org.paceline.cli.transfer;

import java.io.IOException;
import org.paceline.utcp.runtime.UtcpSocket;

/** Writes zeros into a socket of ours until somebody aborts it. */
public final class EndlessWriter {
    private static final int BLOCK_BYTES = 64 << 10;

    private final UtcpSocket socket;

    private EndlessWriter(UtcpSocket socket) {
        this.socket = socket;
    }

    /** In a thread of its own, which ends with the socket. */
    public static void start(UtcpSocket socket) {
        Thread thread = new Thread(new EndlessWriter(socket)::run, "endless-writer");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        byte[] block = new byte[BLOCK_BYTES];
        try {
            while (!Thread.currentThread().isInterrupted()) {
                socket.write(block, 0, block.length);
            }
        } catch (IOException aborted) {
            // the transfer is over
            return;
        }
    }
}
