package org.paceline.cli.iperf.client;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all streams of a test may still send between them. Thread-safe. */
final class ByteBudget {
    private final AtomicLong leftBytes = new AtomicLong(Long.MAX_VALUE);

    /** Starts over with so many bytes, or with no bound for 0. */
    void reset(long totalBytes) {
        leftBytes.set(totalBytes == 0 ? Long.MAX_VALUE : totalBytes);
    }

    /** Takes at most {@code wantedBytes}; 0 when nothing is left. */
    int take(int wantedBytes) {
        long before = leftBytes.getAndUpdate(left -> left - Math.min(left, wantedBytes));
        return (int) Math.min(before, wantedBytes);
    }
}
