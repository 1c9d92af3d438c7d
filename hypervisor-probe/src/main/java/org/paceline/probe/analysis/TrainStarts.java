package org.paceline.probe.analysis;

/**
 * Whether trains start at multiples of 50 ms of any phase, the interval at which netback refills a vif's credit,
 * whichever of them: the mean of unit vectors whose angle is the start within the interval. Where 50 ms are no whole
 * number of jiffies, at HZ=250, the kernel waits for 52. Not thread-safe.
 */
final class TrainStarts {
    private static final double[] INTERVALS_NS = {50e6, 52e6};

    /** Fewer trains may lie on a grid by chance. */
    private static final int FEWEST = 8;

    private final double[] cosines = new double[INTERVALS_NS.length];
    private final double[] sines = new double[INTERVALS_NS.length];
    private long firstNs;
    private long starts;

    void add(long startNs) {
        firstNs = starts++ == 0 ? startNs : firstNs;
        for (int grid = 0; grid < INTERVALS_NS.length; grid++) {
            double angle = 2 * Math.PI * ((startNs - firstNs) % INTERVALS_NS[grid]) / INTERVALS_NS[grid];
            cosines[grid] += Math.cos(angle);
            sines[grid] += Math.sin(angle);
        }
    }

    /** 0 for starts at any time, 1 for starts on one of the grids. */
    double alignment() {
        double best = 0;
        for (int grid = 0; grid < INTERVALS_NS.length && starts >= FEWEST; grid++) {
            best = Math.max(best, Math.hypot(cosines[grid], sines[grid]) / starts);
        }
        return best;
    }
}
