package org.paceline.cli.iperf.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A control connection whose peer has said everything already, in pieces of a few bytes. */
final class ScriptedLink implements ControlLink {
    private final ByteBuffer arriving;
    private final int pieceBytes;
    private final boolean ends;
    final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** @param ends whether the peer closes after its last byte, rather than fall silent */
    ScriptedLink(byte[] arriving, int pieceBytes, boolean ends) {
        this.arriving = ByteBuffer.wrap(arriving);
        this.pieceBytes = pieceBytes;
        this.ends = ends;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        written.write(bytes, offset, length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length, long timeoutNs) {
        if (!arriving.hasRemaining()) {
            return ends ? -1 : 0;
        }
        int read = Math.min(Math.min(length, pieceBytes), arriving.remaining());
        arriving.get(bytes, offset, read);
        return read;
    }
}
