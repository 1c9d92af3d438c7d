package org.paceline.pacer.control;

/**
 * A rate that does not depend on the flow, counted in payload as iperf3's -b and the kernel's internal pacing count it;
 * headers come on top. Intervals are rounded down to the nanosecond.
 *
 * @param payloadBitsPerSecond between {@link #MIN_BITS_PER_SECOND} and {@link #MAX_BITS_PER_SECOND}
 */
public record FixedRate(long payloadBitsPerSecond) implements PacingPolicy {
    /** A segment of 1,460 bytes every 12 s; with less a connection cannot be told from a dead one. */
    public static final long MIN_BITS_PER_SECOND = 1_000L;

    /** A segment of 1,460 bytes keeps a whole nanosecond. */
    public static final long MAX_BITS_PER_SECOND = 10_000_000_000_000L;

    private static final long BIT_NS_PER_BYTE_SECOND = 8 * 1_000_000_000L;

    public FixedRate {
        if (payloadBitsPerSecond < MIN_BITS_PER_SECOND || payloadBitsPerSecond > MAX_BITS_PER_SECOND) {
            throw new IllegalArgumentException("pacing rate of " + payloadBitsPerSecond
                    + " bits per second is out of range; it can be "
                    + RateText.of(MIN_BITS_PER_SECOND) + " to " + RateText.of(MAX_BITS_PER_SECOND));
        }
    }

    @Override
    public long intervalNs(PacedFlow flow, int payloadBytes) {
        return intervalNs(payloadBytes);
    }

    /** The same, of whichever flow. */
    long intervalNs(int payloadBytes) {
        return Proportion.of(payloadBytes, BIT_NS_PER_BYTE_SECOND, payloadBitsPerSecond);
    }

    @Override
    public String name() {
        return RateText.of(payloadBitsPerSecond);
    }
}
