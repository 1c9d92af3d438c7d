package org.paceline.pacer.control;

import org.jspecify.annotations.Nullable;

/** The slots of a {@link DepartureWheel}: doubly linked lists of turns, each with the earliest deadline in it. */
final class Slots<F> {
    private final @Nullable Turn<F>[] heads;
    private final @Nullable Turn<F>[] tails;
    private final long[] earliestNs;

    /** The earliest one has left, and {@link #earliestNs} is only a time before all others. */
    private final boolean[] stale;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know no type parameters; only turns of F are put into them
    Slots(int count) {
        heads = new Turn[count];
        tails = new Turn[count];
        earliestNs = new long[count];
        stale = new boolean[count];
    }

    boolean empty(int slot) {
        return heads[slot] == null;
    }

    Turn<F> first(int slot) {
        Turn<F> head = heads[slot];
        if (head == null) {
            throw new IllegalStateException("the wheel takes slot " + slot + " for occupied");
        }
        return head;
    }

    /**
     * Puts the turn at the slot's tail, or in front of those at the tail, {@code steps} at most, that are due later.
     */
    void insert(int slot, Turn<F> turn, int steps) {
        earliestNs[slot] = heads[slot] == null ? turn.deadlineNs : Math.min(earliestNs[slot], turn.deadlineNs);
        stale[slot] &= heads[slot] != null;
        Turn<F> previous = tails[slot];
        Turn<F> next = null;
        for (int step = 0; step < steps && previous != null && previous.deadlineNs > turn.deadlineNs; step++) {
            next = previous;
            previous = previous.previous;
        }
        turn.slot = slot;
        link(slot, previous, turn);
        link(slot, turn, next);
    }

    void unlink(Turn<F> turn) {
        int slot = turn.slot;
        stale[slot] |= turn.deadlineNs == earliestNs[slot];
        link(slot, turn.previous, turn.next);
        turn.previous = null;
        turn.next = null;
        turn.slot = Turn.NOWHERE;
    }

    private void link(int slot, @Nullable Turn<F> left, @Nullable Turn<F> right) {
        if (left == null) {
            heads[slot] = right;
        } else {
            left.next = right;
        }
        if (right == null) {
            tails[slot] = left;
        } else {
            right.previous = left;
        }
    }

    /**
     * The earliest deadline in an occupied slot, or a time before it when more than {@code steps} turns stand there.
     */
    long earliestNs(int slot, int steps) {
        if (!stale[slot]) {
            return earliestNs[slot];
        }
        long foundNs = DepartureWheel.NEVER_NS;
        Turn<F> turn = heads[slot];
        for (int step = 0; turn != null; step++) {
            if (step == steps) {
                return earliestNs[slot];
            }
            foundNs = Math.min(foundNs, turn.deadlineNs);
            turn = turn.next;
        }
        earliestNs[slot] = foundNs;
        stale[slot] = false;
        return foundNs;
    }
}
