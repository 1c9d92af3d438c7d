package org.paceline.probe.analysis;

import java.util.Arrays;

/**
 * How many trains of each length a series had; a frame on its own is a train of one. Immutable to its readers.
 *
 * <p>Shares and means are weighted by packets: they say what a packet chosen at random finds itself in.
 */
public final class TrainLengths {
    private long[] trainsOfLength = new long[64];
    private long packets;
    private long trains;
    private int max;

    TrainLengths() {}

    void add(int length) {
        if (length >= trainsOfLength.length) {
            trainsOfLength = Arrays.copyOf(trainsOfLength, Math.max(length + 1, 2 * trainsOfLength.length));
        }
        trainsOfLength[length]++;
        packets += length;
        trains++;
        max = Math.max(max, length);
    }

    public long packets() {
        return packets;
    }

    public long trains() {
        return trains;
    }

    /** Length of the longest train, 0 without packets. */
    public int max() {
        return max;
    }

    /** Sum of squared lengths over sum of lengths: 1 is ideal; NaN without packets. */
    public double weightedMean() {
        double squares = 0;
        for (int length = 1; length <= max; length++) {
            squares += (double) trainsOfLength[length] * length * length;
        }
        return squares / packets;
    }

    /** Share of packets that travel in trains of at most {@code length} packets; NaN without packets. */
    public double weightedShareUpTo(int length) {
        long within = 0;
        for (int each = 1; each <= Math.min(length, max); each++) {
            within += trainsOfLength[each] * each;
        }
        return (double) within / packets;
    }

    /** Receives the lengths that there were. */
    @FunctionalInterface
    public interface LengthVisitor {
        /** @param shareUpTo of all packets, those in trains of this length and of shorter ones */
        void visit(int length, double shareUpTo);
    }

    /** Visits each length that some train had, the shortest first. */
    public void forEachLength(LengthVisitor visitor) {
        long within = 0;
        for (int length = 1; length <= max; length++) {
            if (trainsOfLength[length] > 0) {
                within += trainsOfLength[length] * length;
                visitor.visit(length, (double) within / packets);
            }
        }
    }

    /** Smallest train length that at least {@code share} of the packets do not exceed; 0 without packets. */
    public int weightedQuantile(double share) {
        long within = 0;
        for (int length = 1; length <= max; length++) {
            within += trainsOfLength[length] * length;
            if (within >= share * packets) {
                return length;
            }
        }
        return max;
    }
}
