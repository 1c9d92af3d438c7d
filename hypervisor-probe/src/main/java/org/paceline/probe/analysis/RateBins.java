package org.paceline.probe.analysis;

/**
 * A flow's rate in equal bins of time, counted in frame bytes. Immutable.
 *
 * <p>The last bin holds what remains of the series, so it is usually not full; {@link #fullBins()} leaves it out.
 */
public final class RateBins {
    private static final double NS_PER_SECOND = 1e9;
    private static final int BITS_PER_BYTE = 8;

    private final long originNs;
    private final long binNs;
    private final long lastNs;
    private final long[] bytesInBin;

    /**
     * Bins from {@code originNs} to the last frame; frames before the origin are not counted.
     *
     * @param originNs start of the first bin, in the series' clock
     * @param binNs width of a bin, above 0
     */
    public RateBins(Arrivals series, long originNs, long binNs) {
        this.originNs = originNs;
        this.binNs = binNs;
        this.lastNs = series.isEmpty() ? originNs : series.timeNs(series.frames() - 1);
        this.bytesInBin = new long[lastNs < originNs || series.isEmpty() ? 0 : bin(lastNs) + 1];
        for (int frame = 0; frame < series.frames(); frame++) {
            if (series.timeNs(frame) >= originNs) {
                bytesInBin[bin(series.timeNs(frame))] += series.frameBytes(frame);
            }
        }
    }

    public int bins() {
        return bytesInBin.length;
    }

    /** Bins that the series reaches beyond. */
    public int fullBins() {
        return Math.max(0, bytesInBin.length - 1);
    }

    public long startNs(int bin) {
        return originNs + bin * binNs;
    }

    public double bitsPerSecond(int bin) {
        return (double) bytesInBin[bin] * BITS_PER_BYTE * NS_PER_SECOND / binNs;
    }

    /** Largest rate of the full bins over their mean: peak-to-mean ratio; NaN without a full bin. */
    public double peakToMean() {
        long peakBytes = 0;
        long sumBytes = 0;
        for (int bin = 0; bin < fullBins(); bin++) {
            peakBytes = Math.max(peakBytes, bytesInBin[bin]);
            sumBytes += bytesInBin[bin];
        }
        return (double) peakBytes * fullBins() / sumBytes;
    }

    private int bin(long timeNs) {
        return Math.toIntExact((timeNs - originNs) / binNs);
    }
}
