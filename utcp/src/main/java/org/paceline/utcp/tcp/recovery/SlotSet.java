package org.paceline.utcp.tcp.recovery;

import java.util.Arrays;

/**
 * A set of slots of a ring, made to be asked for its next member: two levels of bits, so that 65,536 slots take a look
 * at 16 words at most. Not thread-safe.
 */
final class SlotSet {
    private static final int BITS = 6;
    private static final int WORD = 1 << BITS;

    private final long[] words;

    /** A bit for each word that has one. */
    private final long[] summary;

    SlotSet(int slots) {
        words = new long[(slots + WORD - 1) >>> BITS];
        summary = new long[(words.length + WORD - 1) >>> BITS];
    }

    void add(int slot) {
        int word = slot >>> BITS;
        words[word] |= 1L << slot;
        summary[word >>> BITS] |= 1L << word;
    }

    void remove(int slot) {
        int word = slot >>> BITS;
        words[word] &= ~(1L << slot);
        if (words[word] == 0) {
            summary[word >>> BITS] &= ~(1L << word);
        }
    }

    void clear() {
        Arrays.fill(words, 0);
        Arrays.fill(summary, 0);
    }

    /** The first member at {@code from} or beyond, -1 when there is none. */
    int next(int from) {
        int word = from >>> BITS;
        long here = words[word] & (-1L << from);
        if (here != 0) {
            return (word << BITS) + Long.numberOfTrailingZeros(here);
        }
        int beyond = word + 1;
        long mask = -1L << beyond;
        for (int index = beyond >>> BITS; index < summary.length; index++) {
            long candidates = summary[index] & mask;
            if (candidates != 0) {
                int found = (index << BITS) + Long.numberOfTrailingZeros(candidates);
                return (found << BITS) + Long.numberOfTrailingZeros(words[found]);
            }
            mask = -1L;
        }
        return -1;
    }
}
