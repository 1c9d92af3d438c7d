package org.paceline.utcp.tcp.recovery;

import java.util.Arrays;

/**
 * Segments in flight in the order in which they left last, as slots of the {@link RetransmissionQueue}: a doubly linked
 * list in two arrays, every step O(1). What was sacked, or is lost and waits to be sent again, is not in it. Not
 * thread-safe.
 */
final class SendOrder {
    /** No slot. */
    static final int NONE = -1;

    /** In {@link #previous}: not in the list. */
    private static final int ABSENT = -2;

    private final int[] previous;
    private final int[] next;
    private int oldest = NONE;
    private int youngest = NONE;

    /** Youngest segment that left no later than the one of the last {@link #place}. */
    private int placed = NONE;

    SendOrder(int slots) {
        previous = new int[slots];
        next = new int[slots];
        Arrays.fill(previous, ABSENT);
    }

    boolean contains(int slot) {
        return previous[slot] != ABSENT;
    }

    /** The segment leaves now, whether it had left before or not. */
    void onSent(int slot) {
        remove(slot);
        previous[slot] = youngest;
        next[slot] = NONE;
        if (youngest == NONE) {
            oldest = slot;
        } else {
            next[youngest] = slot;
        }
        youngest = slot;
    }

    void remove(int slot) {
        if (!contains(slot)) {
            return;
        }
        if (placed == slot) {
            placed = previous[slot];
        }
        if (previous[slot] == NONE) {
            oldest = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] == NONE) {
            youngest = previous[slot];
        } else {
            previous[next[slot]] = previous[slot];
        }
        previous[slot] = ABSENT;
    }

    /** What stands in slot {@code from} stands in the free slot {@code to} from now on. */
    void move(int from, int to) {
        if (!contains(from)) {
            return;
        }
        previous[to] = previous[from];
        next[to] = next[from];
        if (previous[to] == NONE) {
            oldest = to;
        } else {
            next[previous[to]] = to;
        }
        if (next[to] == NONE) {
            youngest = to;
        } else {
            previous[next[to]] = to;
        }
        if (placed == from) {
            placed = to;
        }
        previous[from] = ABSENT;
    }

    int oldest() {
        return oldest;
    }

    /** The segment that left next after that of {@code slot}. */
    int after(int slot) {
        return next[slot];
    }

    /** Keeps this segment's place in the order, also when the segment is removed. */
    void place(int slot) {
        if (contains(slot)) {
            placed = slot;
        }
    }

    /** The youngest segment that left no later than the one that was {@link #place placed} last. */
    int placed() {
        return placed;
    }

    /** Takes over everything from a smaller ring, whose slot {@code head} becomes 0. */
    void takeOver(SendOrder smaller, int head) {
        int mask = smaller.previous.length - 1;
        for (int slot = smaller.oldest; slot != NONE; slot = smaller.next[slot]) {
            onSent((slot - head) & mask);
        }
        placed = smaller.placed == NONE ? NONE : (smaller.placed - head) & mask;
    }

    void clear() {
        Arrays.fill(previous, ABSENT);
        oldest = NONE;
        youngest = NONE;
        placed = NONE;
    }
}
