package org.paceline.utcp.stack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Associations by the time of their next turn, a binary heap. Those due at the same time take turns in the order in
 * which they asked, so that one flow cannot starve another. Bounded by the connection table. Not thread-safe.
 */
final class DeadlineQueue {
    private static final int INITIAL_SLOTS = 64;

    private @Nullable Association[] heap = new Association[INITIAL_SLOTS];
    private int size;
    private long turns;

    /** Whose deadline is next; null when nobody waits for one. */
    @Nullable
    Association first() {
        return size == 0 ? null : heap[0];
    }

    /** The association wants to be called at {@code deadlineNs}; behind all that want the same time. */
    void schedule(Association association, long deadlineNs) {
        association.deadlineNs = deadlineNs;
        association.turn = turns++;
        if (association.queueIndex < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            place(association, size++);
        }
        siftUp(association);
        siftDown(association);
    }

    void remove(Association association) {
        int index = association.queueIndex;
        if (index < 0) {
            return;
        }
        association.queueIndex = -1;
        Association last = at(--size);
        heap[size] = null;
        if (last != association) {
            place(last, index);
            siftUp(last);
            siftDown(last);
        }
    }

    private Association at(int index) {
        Association association = heap[index];
        if (association == null) {
            throw new IllegalStateException("the deadline queue has a hole at " + index);
        }
        return association;
    }

    private void siftUp(Association association) {
        int index = association.queueIndex;
        while (index > 0) {
            int parentIndex = (index - 1) / 2;
            Association parent = at(parentIndex);
            if (!before(association, parent)) {
                break;
            }
            place(parent, index);
            index = parentIndex;
        }
        place(association, index);
    }

    private void siftDown(Association association) {
        int index = association.queueIndex;
        while (2 * index + 1 < size) {
            int childIndex = 2 * index + 1;
            if (childIndex + 1 < size && before(at(childIndex + 1), at(childIndex))) {
                childIndex++;
            }
            Association child = at(childIndex);
            if (!before(child, association)) {
                break;
            }
            place(child, index);
            index = childIndex;
        }
        place(association, index);
    }

    private void place(Association association, int index) {
        heap[index] = association;
        association.queueIndex = index;
    }

    private static boolean before(Association one, Association other) {
        return one.deadlineNs != other.deadlineNs ? one.deadlineNs < other.deadlineNs : one.turn < other.turn;
    }
}
