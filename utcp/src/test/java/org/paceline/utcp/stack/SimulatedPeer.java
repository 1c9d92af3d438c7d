package org.paceline.utcp.stack;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.ConnectionInvariants;
import org.paceline.utcp.tcp.TcpConfig;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/** An application in a simulation: writes so many bytes that a seed makes, closes, reads what comes and compares. */
final class SimulatedPeer implements ConnectionUser, Listener {
    private final TcpConfig config;
    private final long bytesToSend;
    private final long bytesExpected;
    private final SplittableRandom chunks;
    private final ByteStream out;
    private final ByteStream in;
    private final byte[] buffer = new byte[8_192];
    private final byte[] expected = new byte[8_192];
    TcpStack stack;
    private @Nullable Association association;
    private long written;
    private long read;
    private int pendingBytes;
    private int pendingOffset;
    private boolean outputShut;
    private boolean mayAct;

    SimulatedPeer(TcpConfig config, long seed, long bytesToSend, long bytesExpected, boolean first) {
        this.config = config;
        this.bytesToSend = bytesToSend;
        this.bytesExpected = bytesExpected;
        this.chunks = new SplittableRandom(seed + (first ? 1 : 2));
        this.out = new ByteStream(first ? seed : ~seed);
        this.in = new ByteStream(first ? ~seed : seed);
    }

    /** Reads and writes in chunks of the seed's choice, when something has happened. */
    void act(long nowNs) {
        if (association == null || !mayAct) {
            return;
        }
        mayAct = false;
        TcpConnection connection = association.connection();
        readSome(connection);
        writeSome(connection);
        if (written == bytesToSend && pendingBytes == 0 && !outputShut && connection.state() != TcpState.CLOSED) {
            outputShut = true;
            connection.shutdownOutput(nowNs);
        }
        connection.handleApplication(nowNs);
        stack.reschedule(nowNs, association);
    }

    private void readSome(TcpConnection connection) {
        int taken = connection.receiveBuffer().take(buffer, 0, 1 + chunks.nextInt(buffer.length));
        in.next(expected, taken);
        for (int index = 0; index < taken; index++) {
            if (buffer[index] != expected[index]) {
                throw new AssertionError("byte " + (read + index) + " differs from what was sent");
            }
        }
        read += taken;
        if (connection.receiveBuffer().readableBytes() > 0) {
            mayAct = true;
        }
    }

    private void writeSome(TcpConnection connection) {
        if (connection.state() != TcpState.ESTABLISHED && connection.state() != TcpState.CLOSE_WAIT) {
            return;
        }
        if (pendingBytes == 0) {
            pendingOffset = 0;
            pendingBytes = (int) Math.min(bytesToSend - written, 1 + chunks.nextInt(expected.length));
            out.next(buffer, pendingBytes);
            written += pendingBytes;
        } else {
            out.again(buffer);
        }
        int taken = connection.sendBuffer().append(buffer, pendingOffset, pendingBytes);
        pendingOffset += taken;
        pendingBytes -= taken;
        if (pendingBytes == 0 && written < bytesToSend) {
            mayAct = true;
        }
    }

    /** After every frame: what must always hold, holds. */
    void check() {
        if (association != null) {
            ConnectionInvariants.check(association.connection());
        }
    }

    /** Whether it has something to do, whatever the network does. */
    boolean busy() {
        return mayAct && association != null;
    }

    boolean over() {
        return association != null
                && association.connection().receiveBuffer().readableBytes() == 0
                && (association.connection().finished()
                        || association.connection().state() == TcpState.TIME_WAIT);
    }

    boolean deliveredEverything() {
        return read == bytesExpected && written == bytesToSend && pendingBytes == 0;
    }

    CloseReason closeReason() {
        return association == null ? CloseReason.NONE : association.connection().closeReason();
    }

    TcpConnection connection() {
        if (association == null) {
            throw new IllegalStateException("not connected");
        }
        return association.connection();
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

    @Override
    public TcpConfig config() {
        return config;
    }

    @Override
    public @Nullable ConnectionUser admit() {
        return association == null ? this : null;
    }

    @Override
    public String toString() {
        return "read " + read + " of " + bytesExpected + ", wrote " + written + " of " + bytesToSend + ", "
                + (association == null
                        ? "no connection"
                        : association.connection().info());
    }
}
