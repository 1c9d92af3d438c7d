package org.paceline.probe.path;

import java.util.ArrayList;
import java.util.List;

/** A list of ints that grows by blocks, so that growing copies nothing and millions fit. Not thread-safe. */
final class IntList {
    private static final int BLOCK_BITS = 14;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final List<int[]> blocks = new ArrayList<>();
    private int size;

    void add(int value) {
        int block = size >>> BLOCK_BITS;
        if (block == blocks.size()) {
            blocks.add(new int[BLOCK]);
        }
        blocks.get(block)[size & (BLOCK - 1)] = value;
        size++;
    }

    int get(int index) {
        return blocks.get(index >>> BLOCK_BITS)[index & (BLOCK - 1)];
    }

    int size() {
        return size;
    }
}
