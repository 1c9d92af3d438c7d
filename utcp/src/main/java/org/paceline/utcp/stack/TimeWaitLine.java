package org.paceline.utcp.stack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries in TIME-WAIT by the time of their end: a binary heap in which each knows its place. Not thread-safe. */
final class TimeWaitLine {
    private static final int FIRST_PLACES = 16;

    private @Nullable TimeWaitEntry[] heap = new TimeWaitEntry[FIRST_PLACES];
    private int size;

    int size() {
        return size;
    }

    /** Who ends first; null when nobody is there. */
    @Nullable
    TimeWaitEntry first() {
        return heap[0];
    }

    void add(TimeWaitEntry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(entry, size++);
    }

    void remove(TimeWaitEntry entry) {
        TimeWaitEntry last = heap[--size];
        heap[size] = null;
        if (last != null && last != entry) {
            settle(last, entry.place);
        }
    }

    /** Its end has moved. */
    void moved(TimeWaitEntry entry) {
        settle(entry, entry.place);
    }

    private void settle(TimeWaitEntry entry, int place) {
        rise(entry, place);
        sink(entry, entry.place);
    }

    private void rise(TimeWaitEntry entry, int from) {
        int place = from;
        while (place > 0) {
            TimeWaitEntry above = heap[(place - 1) / 2];
            if (above == null || above.record.endNs() <= entry.record.endNs()) {
                break;
            }
            put(above, place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void sink(TimeWaitEntry entry, int from) {
        int place = from;
        TimeWaitEntry below = firstBelow(place);
        while (below != null && below.record.endNs() < entry.record.endNs()) {
            int freed = below.place;
            put(below, place);
            place = freed;
            below = firstBelow(place);
        }
        put(entry, place);
    }

    private @Nullable TimeWaitEntry firstBelow(int place) {
        int left = 2 * place + 1;
        TimeWaitEntry one = left < size ? heap[left] : null;
        TimeWaitEntry other = left + 1 < size ? heap[left + 1] : null;
        return one != null && other != null && other.record.endNs() < one.record.endNs() ? other : one;
    }

    private void put(TimeWaitEntry entry, int place) {
        heap[place] = entry;
        entry.place = place;
    }
}
