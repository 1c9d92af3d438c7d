package org.paceline.packetdrill.socket;

import org.paceline.utcp.tcp.TcpConnection;

/**
 * TCP_CORK, TCP_NOPUSH and MSG_MORE, as the layer above TCP has them: what does not fill a segment waits here until it
 * does or the cork is drawn. A cork does not draw itself, as Linux's does after 200 ms.
 */
final class Cork {
    private static final byte[] ZEROS = new byte[1 << 16];

    private long heldBytes;
    private long pushedBytes;

    /** Bytes of the stream that TCP was given so far. */
    long pushedBytes() {
        return pushedBytes;
    }

    long heldBytes() {
        return heldBytes;
    }

    /** Takes what there is room for; whole segments go on, and the rest as well unless more comes. */
    long append(TcpConnection connection, long wantedBytes, boolean more) {
        long taken = Math.max(0, Math.min(wantedBytes, connection.sendBuffer().freeBytes() - heldBytes));
        long waitingBytes = heldBytes + taken;
        heldBytes = waitingBytes
                - push(connection, more ? waitingBytes - waitingBytes % connection.segmentBytes() : waitingBytes);
        return taken;
    }

    /** The cork is drawn. */
    void draw(TcpConnection connection) {
        heldBytes -= push(connection, heldBytes);
    }

    private long push(TcpConnection connection, long bytes) {
        long moved = 0;
        int step = 1;
        while (moved < bytes && step > 0) {
            step = connection.sendBuffer().append(ZEROS, 0, (int) Math.min(ZEROS.length, bytes - moved));
            moved += step;
        }
        pushedBytes += moved;
        return moved;
    }
}
