package org.paceline.probe.repace;

import java.util.Arrays;

/**
 * Spreads frames at the rate at which they have been arriving: bursts within the time of memory become even, and slower
 * changes of rate are followed.
 *
 * <p>The rate is that of the arrivals of the last {@code memoryNs}, in sixteen bins, and {@value #HEADROOM_PERCENT} %
 * above, so that no queue stays. What would wait for longer than the hold time hurries: a forwarder must not add delay
 * without bound. To make bursts of some period even, hold time and memory have to be longer than that period.
 */
public final class MeasuredSpacing implements SpacingRule {
    static final int HEADROOM_PERCENT = 2;

    private static final int BINS = 16;

    /** Hold time over the time of memory: a burst is spread over the time that the rate was measured in. */
    private static final int MEMORY_PER_HOLD = 4;

    private static final double BITS_PER_BYTE = 8;
    private static final double NS_PER_SECOND = 1e9;

    private final long holdNs;
    private final long binNs;
    private final long[] binBytes = new long[BINS];
    private long firstBin = Long.MIN_VALUE;
    private long newestBin = Long.MIN_VALUE;
    private long sumBytes;
    private double bytesPerNs;

    /** @param holdNs how long a frame may wait, as a rule; at least 1 ms */
    public MeasuredSpacing(long holdNs) {
        if (holdNs < 1_000_000) {
            throw new IllegalArgumentException("a hold time below 1 ms evens nothing out");
        }
        this.holdNs = holdNs;
        this.binNs = holdNs * MEMORY_PER_HOLD / BINS;
    }

    @Override
    public void onArrival(long nowNs, int frameBytes) {
        long bin = nowNs / binNs;
        if (firstBin == Long.MIN_VALUE || bin - newestBin >= BINS) {
            Arrays.fill(binBytes, 0);
            sumBytes = 0;
            firstBin = bin;
            newestBin = bin;
        }
        while (newestBin < bin) {
            newestBin++;
            int slot = (int) (newestBin % BINS);
            sumBytes -= binBytes[slot];
            binBytes[slot] = 0;
        }
        binBytes[(int) (bin % BINS)] += frameBytes;
        sumBytes += frameBytes;
        measure(nowNs);
    }

    private void measure(long nowNs) {
        long oldestBin = Math.max(firstBin, newestBin - BINS + 1);
        long spanNs = Math.max(binNs, nowNs - oldestBin * binNs);
        bytesPerNs = (double) sumBytes / spanNs;
    }

    @Override
    public long intervalNs(long nowNs, int frameBytes, long queuedBytes) {
        double forArrivals = bytesPerNs * (100 + HEADROOM_PERCENT) / 100;
        double forHold = (double) (queuedBytes + frameBytes) / holdNs;
        return (long) (frameBytes / Math.max(forArrivals, forHold));
    }

    /** Rate of the arrivals now, in bit/s of frames without FCS. */
    public double bitsPerSecond() {
        return bytesPerNs * BITS_PER_BYTE * NS_PER_SECOND;
    }

    @Override
    public String name() {
        return "measured";
    }
}
