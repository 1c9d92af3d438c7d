package org.paceline.journal;

/**
 * Departures between the loop's thread, which puts, and the journal's, which takes: fixed size, no allocation. When it
 * is full the departure is counted as dropped, for the loop never waits.
 */
final class DepartureRing {
    /** 65,536 departures: 0.8 s of full segments at 1 Gb/s, more than the 40 ms that mapping a new block may take. */
    private static final int CAPACITY = 1 << 16;

    private static final int WORDS = 4;

    private final long[] words = new long[CAPACITY * WORDS];

    /** Written by the loop's thread only. */
    private volatile long put;

    /** Written by the journal's thread only. */
    private volatile long taken;

    private volatile long dropped;

    void put(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        long position = put;
        if (position - taken == CAPACITY) {
            long droppedBefore = dropped;
            dropped = droppedBefore + 1;
            return;
        }
        int word = (int) (position % CAPACITY) * WORDS;
        words[word] = plannedNs;
        words[word + 1] = releasedNs;
        words[word + 2] = gapNs;
        words[word + 3] = (long) localPort << Integer.SIZE | frameBytes;
        put = position + 1;
    }

    /** Hands the oldest departure to the taker; false when there is none. */
    boolean take(Taker taker) {
        long position = taken;
        if (position == put) {
            return false;
        }
        int word = (int) (position % CAPACITY) * WORDS;
        long portAndBytes = words[word + 3];
        taker.take((int) (portAndBytes >>> Integer.SIZE), words[word], words[word + 1], words[word + 2], (int)
                portAndBytes);
        taken = position + 1;
        return true;
    }

    long dropped() {
        return dropped;
    }

    /** Who takes departures out. */
    interface Taker {
        void take(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes);
    }
}
