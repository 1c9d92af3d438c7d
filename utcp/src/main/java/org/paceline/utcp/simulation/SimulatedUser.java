package org.paceline.utcp.simulation;

import org.jspecify.annotations.Nullable;
import org.paceline.utcp.stack.Association;
import org.paceline.utcp.stack.ConnectionUser;
import org.paceline.utcp.stack.TcpStack;
import org.paceline.utcp.tcp.CloseReason;
import org.paceline.utcp.tcp.TcpConnection;
import org.paceline.utcp.tcp.TcpState;

/**
 * The application at one end of a connection. It writes when it was told that there is room and reads when it was told
 * that there is something, never else: a wake-up that is lost leaves it stuck, and the run shows it.
 */
final class SimulatedUser implements ConnectionUser {
    private static final long NEVER_NS = Long.MAX_VALUE;

    private final SimulatedHost host;
    private final byte[] buffer = new byte[16_384];
    private UserPlan plan;
    private Content out;
    private Content in;
    private long expectedBytes;
    private boolean faithful;
    private long giveUpNs;
    private @Nullable TcpStack stack;
    private @Nullable Association association;
    private long writtenBytes;
    private long readBytes;
    private long nextWriteNs = NEVER_NS;
    private long nextReadNs = NEVER_NS;
    private boolean ended;
    private boolean gaveUp;
    private boolean left;

    /** A user whose part is not known yet: it comes with the connection. */
    SimulatedUser(SimulatedHost host, UserPlan plan) {
        this.host = host;
        this.plan = plan;
        this.out = new Content(0);
        this.in = new Content(0);
        this.giveUpNs = NEVER_NS;
    }

    /** @param giveUpNs when it aborts whatever is left; {@link Long#MAX_VALUE} for never */
    void play(UserPlan part, long outSeed, long inSeed, long peerBytes, boolean compares, long giveUpNs) {
        plan = part;
        out = new Content(outSeed);
        in = new Content(inSeed);
        expectedBytes = peerBytes;
        faithful = compares;
        this.giveUpNs = giveUpNs;
    }

    /** Does what is due at {@code nowNs}; says whether it did anything. */
    boolean act(long nowNs) {
        if (association == null || nextActionNs() > nowNs) {
            return false;
        }
        TcpConnection connection = association.connection();
        if (connection.state() == TcpState.CLOSED) {
            leave(nowNs, connection);
            return true;
        }
        if (nowNs >= giveUpNs) {
            gaveUp = true;
            giveUpNs = NEVER_NS;
            connection.abort();
        } else {
            if (nowNs >= nextReadNs) {
                read(nowNs, connection);
            }
            if (nowNs >= nextWriteNs) {
                write(nowNs, connection);
            }
            considerEnd(nowNs, connection);
        }
        touch(nowNs, connection);
        return true;
    }

    /** The connection is over: reads what is left, and closes, as every application must. */
    private void leave(long nowNs, TcpConnection connection) {
        while (connection.receiveBuffer().readableBytes() > 0) {
            read(nowNs, connection);
        }
        connection.close(nowNs);
        left = true;
    }

    private void touch(long nowNs, TcpConnection connection) {
        if (stack != null && association != null) {
            connection.handleApplication(nowNs);
            stack.reschedule(nowNs, association);
        }
    }

    private void read(long nowNs, TcpConnection connection) {
        int taken = connection.receiveBuffer().take(buffer, 0, Math.min(plan.chunkBytes(), buffer.length));
        int wrong = faithful ? in.mismatch(buffer, taken, readBytes) : -1;
        if (wrong >= 0) {
            throw new SimulationFailure("byte " + (readBytes + wrong) + " differs from what was sent to " + this);
        }
        readBytes += taken;
        if (faithful && readBytes > expectedBytes) {
            throw new SimulationFailure("more than was ever sent came to " + this);
        }
        nextReadNs = connection.receiveBuffer().readableBytes() > 0 ? nowNs + plan.readPauseNs() : NEVER_NS;
    }

    private void write(long nowNs, TcpConnection connection) {
        nextWriteNs = NEVER_NS;
        if (ended || !(connection.state() == TcpState.ESTABLISHED || connection.state() == TcpState.CLOSE_WAIT)) {
            return;
        }
        int wanted = (int) Math.min(plan.bytes() - writtenBytes, Math.min(plan.chunkBytes(), buffer.length));
        out.fill(buffer, wanted, writtenBytes);
        int taken = connection.sendBuffer().append(buffer, 0, wanted);
        writtenBytes += taken;
        if (taken == wanted && writtenBytes < plan.bytes()) {
            nextWriteNs = nowNs + plan.writePauseNs();
        }
    }

    private void considerEnd(long nowNs, TcpConnection connection) {
        boolean opened = connection.state().synchronizedState();
        if (ended || !opened) {
            return;
        }
        boolean allWritten = writtenBytes == plan.bytes();
        switch (plan.ending()) {
            case SHUTDOWN -> {
                if (allWritten) {
                    ended = true;
                    connection.shutdownOutput(nowNs);
                }
            }
            case CLOSE -> {
                if (allWritten && readBytes == expectedBytes) {
                    ended = true;
                    connection.close(nowNs);
                }
            }
            case ABORT -> {
                if (writtenBytes >= plan.bytes() / 2 && readBytes >= expectedBytes / 2) {
                    ended = true;
                    connection.abort();
                }
            }
        }
    }

    /** When it wants to do something by itself; {@link Long#MAX_VALUE} when it waits to be told. */
    long nextActionNs() {
        if (association == null || left) {
            return NEVER_NS;
        }
        if (association.connection().state() == TcpState.CLOSED) {
            return host.nowNs();
        }
        return Math.min(giveUpNs, Math.min(nextReadNs, nextWriteNs));
    }

    boolean over() {
        return left && association != null && association.connection().finished();
    }

    /** Everything that was to be written and read was, and the connection ended in order. */
    boolean satisfied() {
        return over()
                && writtenBytes == plan.bytes()
                && readBytes == expectedBytes
                && association != null
                && association.connection().closeReason() == CloseReason.FINISHED;
    }

    boolean unreachable() {
        return association != null && association.connection().closeReason() == CloseReason.UNREACHABLE;
    }

    long readBytes() {
        return readBytes;
    }

    @Nullable
    TcpConnection connection() {
        return association == null ? null : association.connection();
    }

    @Override
    public void attached(Association attached) {
        association = attached;
        stack = host.stack();
        host.onAttached(this, attached);
    }

    @Override
    public void stateChanged(TcpState from, TcpState to) {
        if (to == TcpState.ESTABLISHED || to == TcpState.CLOSE_WAIT) {
            wakeReader();
            wakeWriter();
        }
    }

    @Override
    public void readable() {
        wakeReader();
    }

    @Override
    public void writable() {
        wakeWriter();
    }

    private void wakeReader() {
        nextReadNs = nextReadNs == NEVER_NS ? host.nowNs() : nextReadNs;
    }

    private void wakeWriter() {
        if (!ended && nextWriteNs == NEVER_NS) {
            nextWriteNs = host.nowNs();
        }
    }

    @Override
    public String toString() {
        return "user that read " + readBytes + " of " + expectedBytes + " and wrote " + writtenBytes + " of "
                + plan.bytes() + (ended ? ", ended" : "") + (gaveUp ? ", gave up" : "") + ", "
                + (association == null
                        ? "no connection"
                        : association.connection().closeReason() + " "
                                + association.connection().info());
    }
}
