package org.paceline.utcp.tcp.recovery;

import java.util.Arrays;

/**
 * Slots for the segments in flight of all connections of a stack: an idle connection holds none, and one that sends
 * again gets what another one, or it, has given back, so that nothing is allocated once traffic is steady. Not
 * thread-safe.
 */
public final class SlotPool {
    /** Enough for a request, and for a handshake. */
    private static final int SMALLEST_SLOTS = 4;

    /** What is kept unused at most: twice what one connection may need, some 7 MB. */
    private static final int KEPT_SLOTS = 2 * RetransmissionQueue.MAX_SEGMENTS;

    /** By the logarithm of the size; the end of each list is {@link SegmentSlots#NONE}. */
    private final SegmentSlots[] free = new SegmentSlots[Integer.SIZE];

    private int keptSlots;

    public SlotPool() {
        Arrays.fill(free, SegmentSlots.NONE);
    }

    /** Twice as many slots with the same segments, the oldest one, which stands at {@code head}, in slot 0. */
    SegmentSlots larger(SegmentSlots smaller, int head, int segments) {
        if (smaller == SegmentSlots.NONE) {
            return take(SMALLEST_SLOTS);
        }
        SegmentSlots larger = take(2 * smaller.size());
        larger.takeOver(smaller, head, segments);
        smaller.clear();
        giveBack(smaller);
        return larger;
    }

    /** @param slots a power of two */
    private SegmentSlots take(int slots) {
        int list = Integer.numberOfTrailingZeros(slots);
        SegmentSlots found = free[list];
        if (found == SegmentSlots.NONE) {
            return new SegmentSlots(slots);
        }
        free[list] = found.nextFree;
        keptSlots -= slots;
        return found;
    }

    /** @param unused with no segment in any slot */
    void giveBack(SegmentSlots unused) {
        int slots = unused.size();
        if (keptSlots + slots > KEPT_SLOTS) {
            return;
        }
        int list = Integer.numberOfTrailingZeros(slots);
        unused.nextFree = free[list];
        free[list] = unused;
        keptSlots += slots;
    }
}
