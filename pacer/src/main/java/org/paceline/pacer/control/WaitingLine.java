package org.paceline.pacer.control;

import org.jspecify.annotations.Nullable;

/**
 * Flows that have a frame and wait for the {@link TransmitGate}, first come, first served. A flow at the head sends its
 * share of frames in a row and goes to the end (Matsuba and Ishikawa, "The Design of Single IP Address Cluster"). Every
 * flow stands in it once at most, so it is no longer than there are flows. Not thread-safe.
 */
public final class WaitingLine<F> {
    private final int shareFrames;
    private @Nullable Turn<F> head;
    private @Nullable Turn<F> tail;
    private int inARow;
    private int size;

    /** @param shareFrames that a flow may send in a row while others wait, at least 1 */
    public WaitingLine(int shareFrames) {
        if (shareFrames < 1) {
            throw new IllegalArgumentException("a share of " + shareFrames + " frames lets nobody send");
        }
        this.shareFrames = shareFrames;
    }

    /** At the end; does nothing when the flow stands in the line already. */
    public void join(Turn<F> turn) {
        if (turn.inLine) {
            return;
        }
        turn.inLine = true;
        turn.before = tail;
        if (tail == null) {
            head = turn;
        } else {
            tail.behind = turn;
        }
        tail = turn;
        size++;
    }

    /** The flow waits no more; does nothing when it stands outside. */
    public void leave(Turn<F> turn) {
        if (!turn.inLine) {
            return;
        }
        if (turn.before == null) {
            head = turn.behind;
            inARow = 0;
        } else {
            turn.before.behind = turn.behind;
        }
        if (turn.behind == null) {
            tail = turn.before;
        } else {
            turn.behind.before = turn.before;
        }
        turn.before = null;
        turn.behind = null;
        turn.inLine = false;
        size--;
    }

    /** The first one sent a frame; with its share used up it goes to the end. */
    public void onSent() {
        Turn<F> sender = head;
        if (sender != null && ++inARow >= shareFrames) {
            leave(sender);
            join(sender);
        }
    }

    /** Whose frame goes next; null when nobody waits. */
    public @Nullable Turn<F> first() {
        return head;
    }

    public int size() {
        return size;
    }
}
