package org.paceline.packetdrill.socket;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Linux's notifications of MSG_ZEROCOPY: the calls are counted, and those whose bytes are acknowledged are told in
 * ranges, which say "copied", for a link that is no hardware copies.
 */
final class ZeroCopy {
    private final Deque<Long> endings = new ArrayDeque<>();
    private long firstUntold;

    /** A call has written up to this position of the stream. */
    void sent(long endPosition) {
        endings.add(endPosition);
    }

    boolean ready(long releasedPosition) {
        Long first = endings.peek();
        return first != null && first <= releasedPosition;
    }

    /** The last call of the range that is told now; the first is {@link #firstUntold}. */
    long take(long releasedPosition) {
        long next = firstUntold;
        while (ready(releasedPosition)) {
            endings.remove();
            next++;
        }
        firstUntold = next;
        return next - 1;
    }

    long firstUntold() {
        return firstUntold;
    }
}
