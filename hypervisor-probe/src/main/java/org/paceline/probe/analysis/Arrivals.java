package org.paceline.probe.analysis;

/**
 * When frames passed one point of the path, in the order of their passing, and how long each was without FCS. Times do
 * not run backwards.
 */
public interface Arrivals {
    int frames();

    /** Nanoseconds in any one clock. */
    long timeNs(int index);

    int frameBytes(int index);

    /** Time between frame {@code index} and the one before it; never negative. */
    default long gapNs(int index) {
        return timeNs(index) - timeNs(index - 1);
    }

    default boolean isEmpty() {
        return frames() == 0;
    }
}
