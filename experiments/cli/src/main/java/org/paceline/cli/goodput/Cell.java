package org.paceline.cli.goodput;

import java.util.List;

/**
 * What was measured at one loss with one algorithm: goodputs in bits per second, added round by round; empty where an
 * arm did not run.
 */
record Cell(double loss, String algorithm, List<Double> kernel, List<Double> utcp, List<Double> virtual) {
    double kernelMedian() {
        return median(kernel);
    }

    double utcpMedian() {
        return median(utcp);
    }

    double virtualMedian() {
        return median(virtual);
    }

    private static double median(List<Double> rounds) {
        if (rounds.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
