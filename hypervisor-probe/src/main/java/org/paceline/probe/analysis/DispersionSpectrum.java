package org.paceline.probe.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Burstiness by time scale, from 100 us to 1 s, five scales a decade: index of dispersion IDC(tau) = Var[N] / E[N] over
 * bins of tau (0 for a constant rate, 1 for Poisson arrivals), and peak to mean of the bytes of a bin. One pass, memory
 * does not grow. A slow change of the rate raises IDC at long scales (Gusella 1991). Not thread-safe.
 */
public final class DispersionSpectrum {
    private static final double SHORTEST_NS = 100_000;
    private static final int SCALES_PER_DECADE = 5;
    private static final int DECADES = 4;

    /** Fewer bins say little of a variance. */
    private static final int MIN_BINS = 100;

    private final List<Scale> scales = new ArrayList<>();
    private long firstNs;
    private boolean started;

    public DispersionSpectrum() {
        for (int step = 0; step <= SCALES_PER_DECADE * DECADES; step++) {
            scales.add(new Scale(Math.round(SHORTEST_NS * Math.pow(10, (double) step / SCALES_PER_DECADE))));
        }
    }

    /** One time scale of the result; NaN where the capture is shorter than 100 bins. */
    public record Entry(long tauNs, double dispersion, double peakToMean) {}

    public void add(long timeNs, int frameBytes) {
        if (!started) {
            started = true;
            firstNs = timeNs;
        }
        for (Scale scale : scales) {
            scale.add((timeNs - firstNs) / scale.tauNs, frameBytes);
        }
    }

    /** The bin of the last frame is not full, and left out. */
    public List<Entry> entries() {
        return scales.stream().map(Scale::entry).toList();
    }

    private static final class Scale {
        final long tauNs;
        private long bin;
        private long framesInBin;
        private long bytesInBin;
        private double frames;
        private double squares;
        private double bytes;
        private long peakBytes;

        Scale(long tauNs) {
            this.tauNs = tauNs;
        }

        void add(long bin, int frameBytes) {
            if (bin != this.bin) {
                frames += framesInBin;
                squares += (double) framesInBin * framesInBin;
                bytes += bytesInBin;
                peakBytes = Math.max(peakBytes, bytesInBin);
                framesInBin = 0;
                bytesInBin = 0;
                this.bin = bin;
            }
            framesInBin++;
            bytesInBin += frameBytes;
        }

        Entry entry() {
            long bins = bin; // the bins before the last one; empty ones added nothing to the sums
            if (bins < MIN_BINS) {
                return new Entry(tauNs, Double.NaN, Double.NaN);
            }
            double mean = frames / bins;
            double variance = squares / bins - mean * mean;
            return new Entry(tauNs, Math.max(0, variance) / mean, peakBytes * bins / bytes);
        }
    }
}
