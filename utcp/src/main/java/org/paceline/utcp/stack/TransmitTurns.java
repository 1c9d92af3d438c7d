package org.paceline.utcp.stack;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.control.DepartureWheel;
import org.paceline.pacer.control.TransmitGate;
import org.paceline.pacer.control.TransmitLimit;
import org.paceline.pacer.control.Turn;
import org.paceline.pacer.control.WaitingLine;
import org.paceline.utcp.tcp.TcpConnection;

/**
 * Whose turn it is to transmit: a connection whose timer or departure is due, or, while the gate is open, the first of
 * those that wait for it. A connection that is due never overtakes the line. Belongs to the stack.
 */
public final class TransmitTurns {
    private final DepartureWheel<Association> wheel = new DepartureWheel<>();
    private TransmitGate gate = new TransmitGate(TransmitLimit.OFF);
    private WaitingLine<Association> line = new WaitingLine<>(TransmitLimit.OFF.shareFrames());

    TransmitTurns() {}

    /**
     * Data of all connections leaves through this gate, to be said before anybody waits; without it nothing is held.
     */
    public void limit(TransmitGate changed) {
        if (line.first() != null) {
            throw new IllegalStateException("the gate cannot change while connections wait for it");
        }
        gate = changed;
        line = new WaitingLine<>(changed.limit().shareFrames());
    }

    /** To be told what stands in the device's queue. */
    public TransmitGate gate() {
        return gate;
    }

    /** Connections that have data and wait for the gate. */
    public int waiting() {
        return line.size();
    }

    /** Who is to be polled; null when nobody is due. */
    @Nullable
    Association next(long nowNs) {
        Turn<Association> first = line.first();
        if (first == null || !gate.open(nowNs)) {
            first = wheel.due(nowNs);
        }
        return first == null ? null : first.flow();
    }

    /** Before the poll: whether the gate takes data of this connection. */
    void admit(long nowNs, Association association) {
        Turn<Association> first = line.first();
        boolean mayPass = first == null || first == association.turn;
        association.connection().device().admit(mayPass && gate.open(nowNs));
    }

    /** A frame without data, of the connection or of the stack. */
    void onFrame(long nowNs) {
        gate.onFrame(nowNs);
    }

    /** A frame with data. */
    void onData(long nowNs, Association association, int payloadBytes) {
        gate.onData(nowNs, payloadBytes);
        if (line.first() == association.turn) {
            line.onSent();
        }
    }

    /** Looks up when the connection wants to be called again, and whether it waits for the gate. */
    void schedule(long nowNs, Association association) {
        TcpConnection connection = association.connection();
        connection.device().admit(line.first() == null && gate.open(nowNs));
        wheel.schedule(nowNs, association.turn, connection.nextDeadlineNs(nowNs));
        if (connection.device().waiting()) {
            gate.onWaiting(nowNs);
            line.join(association.turn);
        } else {
            line.leave(association.turn);
        }
    }

    /** Calls the connection at once. */
    void scheduleNow(long nowNs, Association association) {
        wheel.schedule(nowNs, association.turn, nowNs);
    }

    void remove(Association association) {
        wheel.remove(association.turn);
        line.leave(association.turn);
    }

    long nextNs(long nowNs) {
        long gateNs = line.first() == null ? TcpConnection.NEVER_NS : gate.opensAtNs(nowNs);
        return Math.min(wheel.nextNs(nowNs), gateNs);
    }
}
