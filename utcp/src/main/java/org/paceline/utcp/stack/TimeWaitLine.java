package org.paceline.utcp.stack;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.paceline.utcp.tcp.TcpState;

/** Connections in TIME-WAIT, the oldest first; beyond the bound the oldest is to end early. Not thread-safe. */
final class TimeWaitLine {
    private final int bound;
    private final Queue<Association> line = new ArrayDeque<>();

    TimeWaitLine(int bound) {
        this.bound = bound;
    }

    /** The connection was looked at: if it has come to TIME-WAIT, it stands in line from now on. */
    void consider(Association association) {
        if (!association.inTimeWait && association.connection().state() == TcpState.TIME_WAIT) {
            association.inTimeWait = true;
            line.add(association);
        }
    }

    /** Who is to end because there are too many; null for nobody. */
    @Nullable
    Association pollExcess() {
        dropEnded();
        return line.size() > bound ? line.poll() : null;
    }

    /** Who is to end because others need the room; null when nobody is in TIME-WAIT. */
    @Nullable
    Association pollOldest() {
        dropEnded();
        return line.poll();
    }

    /** Those that ended by themselves or were succeeded leave the line's head; each was added once. */
    private void dropEnded() {
        Association head = line.peek();
        while (head != null && head.connection().state() != TcpState.TIME_WAIT) {
            line.remove();
            head = line.peek();
        }
    }

    int size() {
        return line.size();
    }
}
