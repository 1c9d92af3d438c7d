package org.paceline.probe.path;

import java.util.Arrays;

/** A list of ints that grows. Not thread-safe. */
final class IntList {
    private int[] values = new int[1_024];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }
}
