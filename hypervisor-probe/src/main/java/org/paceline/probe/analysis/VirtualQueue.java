package org.paceline.probe.analysis;

/**
 * The queue that a flow would build before a link of a steady drain rate: q_i = max(0, q_(i-1) - rho g_i / 8) + l_i.
 * Its peak is the token bucket that the flow needs. Memory does not grow. Not thread-safe.
 */
public final class VirtualQueue {
    private static final double BITS_PER_BYTE_NS = 8e9;

    private final double bytesPerNs;
    private double depthBytes;
    private double peakBytes;
    private final ValueQuantiles depths = new ValueQuantiles();

    /** @param drainBitsPerSecond above 0 */
    public VirtualQueue(double drainBitsPerSecond) {
        if (!(drainBitsPerSecond > 0)) {
            throw new IllegalArgumentException("a queue that drains at " + drainBitsPerSecond + " bit/s never empties");
        }
        this.bytesPerNs = drainBitsPerSecond / BITS_PER_BYTE_NS;
    }

    /** A frame arrives {@code gapNs} after the one before it. */
    public void add(long gapNs, int frameBytes) {
        depthBytes = Math.max(0, depthBytes - bytesPerNs * gapNs) + frameBytes;
        peakBytes = Math.max(peakBytes, depthBytes);
        depths.add((long) depthBytes);
    }

    /** Largest depth right after an arrival, in bytes. */
    public double peakBytes() {
        return peakBytes;
    }

    /** Depth that 99 of 100 arrivals do not exceed, in bytes. */
    public double p99Bytes() {
        return depths.at(0.99);
    }
}
