package org.paceline.probe.analysis;

/**
 * The gap up to which two frames count as sent back to back. Immutable.
 *
 * <p>On a link of known rate it follows from the serialization of the frame before; a virtual link has no
 * serialization, so there it is absolute, and capped where a fast flow would otherwise count as one endless train.
 * Either way it never falls below three times the noise of the time stamps. Whoever reports a share or a train reports
 * the threshold too.
 */
public final class BackToBackThreshold {
    /**
     * Preamble 8, FCS 4, inter-frame gap 12 bytes: what a frame occupies on Ethernet beyond its captured bytes (802.3).
     */
    public static final int WIRE_OVERHEAD_BYTES = 24;

    /** A quarter above the serialization time allows for clock tolerance and for one coarse time stamp. */
    private static final double SERIALIZATION_SLACK = 1.25;

    /** Below this, neighbours on a veth are one softirq run: measured copies of 1514 bytes take 1.0 to 1.6 us each. */
    private static final long VIRTUAL_LINK_NS = 5_000;

    /** A quarter of the paced gap: a frame may be early by jitter, but not by three quarters of its gap. */
    private static final double PACED_GAP_SHARE = 0.25;

    private static final int NOISE_MULTIPLE = 3;
    private static final double NS_PER_SECOND = 1e9;
    private static final int BITS_PER_BYTE = 8;

    private static final long UNKNOWN = 0;

    private final long linkBitsPerSecond;
    private final long flowBitsPerSecond;
    private final long noiseNs;

    private BackToBackThreshold(long linkBitsPerSecond, long flowBitsPerSecond, long noiseNs) {
        if (noiseNs < 0) {
            throw new IllegalArgumentException("time stamp noise of " + noiseNs + " ns is negative");
        }
        this.linkBitsPerSecond = linkBitsPerSecond;
        this.flowBitsPerSecond = flowBitsPerSecond;
        this.noiseNs = noiseNs;
    }

    /**
     * For a link that serializes at a known rate.
     *
     * @param linkBitsPerSecond rate of the link
     * @param noiseNs standard deviation of the time stamps
     */
    public static BackToBackThreshold physicalLink(long linkBitsPerSecond, long noiseNs) {
        return new BackToBackThreshold(positive(linkBitsPerSecond), UNKNOWN, noiseNs);
    }

    /**
     * For a link without serialization: veth, TAP, a bridge.
     *
     * @param flowBitsPerSecond rate at which the flow is meant to run: its pacing rate or the bottleneck's
     * @param noiseNs standard deviation of the time stamps
     */
    public static BackToBackThreshold virtualLink(long flowBitsPerSecond, long noiseNs) {
        return new BackToBackThreshold(UNKNOWN, positive(flowBitsPerSecond), noiseNs);
    }

    /**
     * For a link whose rate was read from the gaps behind it: as on a physical link, but never below what would hold on
     * a virtual one.
     *
     * @param linkBitsPerSecond rate of the link as {@link SerializationFloor} found it
     * @param flowBitsPerSecond rate at which the flow runs
     */
    public static BackToBackThreshold inferredLink(long linkBitsPerSecond, long flowBitsPerSecond, long noiseNs) {
        return new BackToBackThreshold(positive(linkBitsPerSecond), positive(flowBitsPerSecond), noiseNs);
    }

    private static long positive(long bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("a rate of " + bitsPerSecond + " bit/s gives no threshold");
        }
        return bitsPerSecond;
    }

    /** Largest gap in nanoseconds that makes a frame back to back with one of {@code previousFrameBytes} before it. */
    public long thetaNs(int previousFrameBytes) {
        return Math.max(serializedNs(previousFrameBytes), virtualNs(previousFrameBytes));
    }

    private long serializedNs(int previousFrameBytes) {
        if (linkBitsPerSecond == UNKNOWN) {
            return 0;
        }
        int wireBytes = previousFrameBytes + WIRE_OVERHEAD_BYTES;
        double serializationNs = NS_PER_SECOND * BITS_PER_BYTE * wireBytes / linkBitsPerSecond;
        return Math.max((long) (SERIALIZATION_SLACK * serializationNs), NOISE_MULTIPLE * noiseNs);
    }

    private long virtualNs(int previousFrameBytes) {
        if (flowBitsPerSecond == UNKNOWN) {
            return 0;
        }
        double capNs = PACED_GAP_SHARE * NS_PER_SECOND * BITS_PER_BYTE * previousFrameBytes / flowBitsPerSecond;
        return Math.min(Math.max(VIRTUAL_LINK_NS, NOISE_MULTIPLE * noiseNs), (long) capNs);
    }
}
