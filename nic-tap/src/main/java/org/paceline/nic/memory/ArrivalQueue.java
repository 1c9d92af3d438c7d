package org.paceline.nic.memory;

import java.util.Arrays;

/**
 * Frames on their way, by time of arrival and then by the order they were added in, so that equal times never depend on
 * the shape of the heap. A binary heap of primitives: O(log n), nothing allocated once it has grown.
 */
final class ArrivalQueue {
    /** What {@link #nextNs()} says of an empty queue. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_CAPACITY = 64;

    private long[] timesNs = new long[FIRST_CAPACITY];
    private long[] orders = new long[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY];
    private int size;
    private long added;

    void add(long timeNs, int slot) {
        if (size == slots.length) {
            timesNs = Arrays.copyOf(timesNs, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            slots = Arrays.copyOf(slots, 2 * size);
        }
        long order = added++;
        int hole = size++;
        while (hole > 0 && isBefore(timeNs, order, (hole - 1) / 2)) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        put(hole, timeNs, order, slot);
    }

    /** Time of the first arrival, {@link #NEVER} when there is none. */
    long nextNs() {
        return size == 0 ? NEVER : timesNs[0];
    }

    /** Takes the first arrival; the queue must not be empty. */
    int poll() {
        int first = slots[0];
        size--;
        long timeNs = timesNs[size];
        long order = orders[size];
        int slot = slots[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isBefore(timesNs[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (isBefore(timeNs, order, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, timeNs, order, slot);
        return first;
    }

    int size() {
        return size;
    }

    private boolean isBefore(long timeNs, long order, int index) {
        return timeNs < timesNs[index] || (timeNs == timesNs[index] && order < orders[index]);
    }

    private void move(int from, int to) {
        put(to, timesNs[from], orders[from], slots[from]);
    }

    private void put(int index, long timeNs, long order, int slot) {
        timesNs[index] = timeNs;
        orders[index] = order;
        slots[index] = slot;
    }
}
