package org.paceline.utcp.tcp;

import java.util.Arrays;
import org.paceline.nic.wire.SequenceNumber;
import org.paceline.nic.wire.TcpOptions;

/**
 * Which sequence ranges beyond RCV.NXT have arrived, and the SACK blocks that tell of them (RFC 2018 section 4).
 *
 * <p>Ranges are kept apart, ordered and merged; their bytes already stand in the {@link ReceiveBuffer}. The arrays grow
 * with what is out of order. At the bound a new range is refused, and the caller counts it: segments of 32 bytes and
 * more cannot reach it, whatever of a full window is missing.
 */
final class Reassembly {
    private static final int FIRST_RANGES = 8;

    /** Bytes of window that stand for one range of the bound; a range costs a quarter of that. */
    private static final int WINDOW_BYTES_PER_RANGE = 64;

    /** Bound of a small window, where few bytes make many ranges. */
    private static final int MIN_BOUND = 1_024;

    private static final int[] NO_EDGES = {};
    private static final long[] NEVER_CHANGED = {};

    private int[] left = NO_EDGES;
    private int[] right = NO_EDGES;

    /** When a range changed last, in insertions; the largest is the one that RFC 2018 wants first. */
    private long[] changed = NEVER_CHANGED;

    private int bound;
    private int ranges;
    private long insertions;

    Reassembly(int windowBytes) {
        windowBytes(windowBytes);
    }

    /** The window may become so large from now on. */
    void windowBytes(int bytes) {
        bound = Math.max(MIN_BOUND, bytes / WINDOW_BYTES_PER_RANGE);
    }

    int bound() {
        return bound;
    }

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
        int first = firstReaching(from);
        int last = first;
        int mergedLeft = from;
        int mergedRight = to;
        while (last < ranges && SequenceNumber.lessOrEqual(left[last], to)) {
            mergedLeft = SequenceNumber.min(mergedLeft, left[last]);
            mergedRight = SequenceNumber.max(mergedRight, right[last]);
            last++;
        }
        if (first == last && ranges == bound) {
            return false;
        }
        replace(first, last, mergedLeft, mergedRight);
        return true;
    }

    /** Tells which part of a segment is here already, the first part where it is several (RFC 2883 4.3). */
    void tellReceivedAgain(int from, int to, DuplicateSack duplicate) {
        int range = firstReaching(from + 1);
        if (range < ranges) {
            duplicate.onReceivedAgain(SequenceNumber.max(from, left[range]), SequenceNumber.min(to, right[range]));
        }
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

    /** The first range that ends at {@code seq} or beyond. */
    private int firstReaching(int seq) {
        int low = 0;
        int high = ranges;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (SequenceNumber.lessThan(right[middle], seq)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
        if (to + moved > left.length) {
            int capacity = Math.max(FIRST_RANGES, 2 * left.length);
            left = Arrays.copyOf(left, capacity);
            right = Arrays.copyOf(right, capacity);
            changed = Arrays.copyOf(changed, capacity);
        }
        System.arraycopy(left, from, left, to, moved);
        System.arraycopy(right, from, right, to, moved);
        System.arraycopy(changed, from, changed, to, moved);
        ranges += to - from;
    }
}
