package org.paceline.probe.analysis;

/**
 * Runs of bins in which a flow was at least twice as fast as its mean, as Millisampler counts them (Ghabashneh et al.,
 * IMC 2022), for flows below the rate of the link. A bin that holds a single frame is none. Not thread-safe.
 */
public final class RateBursts {
    /** How much faster than the mean. */
    private static final double FACTOR = 2;

    private static final double BITS_PER_BYTE_NS = 8e9;

    private final long binNs;
    private final double thresholdBytes;
    private long firstNs = Long.MIN_VALUE;
    private long bin;
    private long bytesInBin;
    private int framesInBin;
    private long runBins;
    private long runBytes;
    private long bursts;
    private long burstBytes;
    private long bytes;
    private long longestBins;

    /** @param meanBitsPerSecond of the flow */
    public RateBursts(long binNs, double meanBitsPerSecond) {
        this.binNs = binNs;
        this.thresholdBytes = FACTOR * meanBitsPerSecond * binNs / BITS_PER_BYTE_NS;
    }

    public void add(long timeNs, int frameBytes) {
        if (firstNs == Long.MIN_VALUE) {
            firstNs = timeNs;
        }
        long arrivalBin = (timeNs - firstNs) / binNs;
        if (arrivalBin != bin) {
            closeBin();
            if (arrivalBin != bin + 1) {
                closeRun();
            }
            bin = arrivalBin;
        }
        bytesInBin += frameBytes;
        framesInBin++;
        bytes += frameBytes;
    }

    /** To be called once, behind the last frame. */
    public void finish() {
        closeBin();
        closeRun();
    }

    private void closeBin() {
        if (framesInBin > 1 && bytesInBin >= thresholdBytes) {
            runBins++;
            runBytes += bytesInBin;
        } else {
            closeRun();
        }
        bytesInBin = 0;
        framesInBin = 0;
    }

    private void closeRun() {
        if (runBins > 0) {
            bursts++;
            burstBytes += runBytes;
            longestBins = Math.max(longestBins, runBins);
        }
        runBins = 0;
        runBytes = 0;
    }

    public long binNs() {
        return binNs;
    }

    public long bursts() {
        return bursts;
    }

    /** Share of all bytes that came in bursts; NaN without bytes. */
    public double byteShare() {
        return (double) burstBytes / bytes;
    }

    public long longestNs() {
        return longestBins * binNs;
    }
}
