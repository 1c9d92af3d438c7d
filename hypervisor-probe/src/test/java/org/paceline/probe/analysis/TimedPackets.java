package org.paceline.probe.analysis;

/** Packets of one length, whose times at both points are given. */
public final class TimedPackets implements MatchedPackets {
    private final long[] firstNs;
    private final long[] secondNs;
    private final int frameBytes;

    /** The times are not copied. */
    public TimedPackets(long[] firstNs, long[] secondNs, int frameBytes) {
        this.firstNs = firstNs;
        this.secondNs = secondNs;
        this.frameBytes = frameBytes;
    }

    @Override
    public int size() {
        return firstNs.length;
    }

    @Override
    public long firstNs(int index) {
        return firstNs[index];
    }

    @Override
    public long secondNs(int index) {
        return secondNs[index];
    }

    @Override
    public int frameBytes(int index) {
        return frameBytes;
    }
}
