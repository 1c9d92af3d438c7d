package org.paceline.utcp.tcp;

import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * Which sequence ranges beyond RCV.NXT have arrived, and the SACK blocks that tell of them (RFC 2018 section 4).
 *
 * <p>Ranges are kept apart, ordered and merged; their bytes already stand in the {@link ReceiveBuffer}. At the bound a
 * new range is refused, and the caller drops the segment and counts it.
 */
final class Reassembly {
    /** A window of 1 MiB with every second full segment missing makes 360 ranges; more is an attack, not a network. */
    static final int MAX_RANGES = 1_024;

    private final int[] left = new int[MAX_RANGES];
    private final int[] right = new int[MAX_RANGES];

    /** When a range changed last, in insertions; the largest is the one that RFC 2018 wants first. */
    private final long[] changed = new long[MAX_RANGES];

    private int ranges;
    private long insertions;

    boolean empty() {
        return ranges == 0;
    }

    int ranges() {
        return ranges;
    }

    /**
     * A segment arrived that does not start at RCV.NXT.
     *
     * @return false when it would need one range more than the bound
     */
    boolean insert(int from, int to) {
        int first = 0;
        while (first < ranges && SequenceNumber.lessThan(right[first], from)) {
            first++;
        }
        int last = first;
        int mergedLeft = from;
        int mergedRight = to;
        while (last < ranges && SequenceNumber.lessOrEqual(left[last], to)) {
            mergedLeft = SequenceNumber.min(mergedLeft, left[last]);
            mergedRight = SequenceNumber.max(mergedRight, right[last]);
            last++;
        }
        if (first == last && ranges == MAX_RANGES) {
            return false;
        }
        replace(first, last, mergedLeft, mergedRight);
        return true;
    }

    /** Removes what is in order from {@code nxt} on, and returns the new RCV.NXT. */
    int advance(int nxt) {
        int reached = nxt;
        int joined = 0;
        while (joined < ranges && SequenceNumber.lessOrEqual(left[joined], reached)) {
            reached = SequenceNumber.max(reached, right[joined]);
            joined++;
        }
        if (joined > 0) {
            shift(joined, 0);
        }
        return reached;
    }

    /** RFC 2018 section 4: the block with the newest segment first, then the ones reported before, newest first. */
    void addSackBlocks(TcpOptions options) {
        long reportedBefore = Long.MAX_VALUE;
        for (int block = 0; block < ranges; block++) {
            int newest = newestBefore(reportedBefore);
            if (newest < 0 || !options.addSackBlock(left[newest], right[newest])) {
                return;
            }
            reportedBefore = changed[newest];
        }
    }

    private int newestBefore(long limit) {
        int newest = -1;
        for (int range = 0; range < ranges; range++) {
            if (changed[range] < limit && (newest < 0 || changed[range] > changed[newest])) {
                newest = range;
            }
        }
        return newest;
    }

    private void replace(int first, int last, int newLeft, int newRight) {
        shift(last, first + 1);
        left[first] = newLeft;
        right[first] = newRight;
        changed[first] = insertions++;
    }

    /** Moves the ranges from {@code from} on to {@code to} on. */
    private void shift(int from, int to) {
        int moved = ranges - from;
        System.arraycopy(left, from, left, to, moved);
        System.arraycopy(right, from, right, to, moved);
        System.arraycopy(changed, from, changed, to, moved);
        ranges += to - from;
    }
}
