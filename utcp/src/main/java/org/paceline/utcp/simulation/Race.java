package org.paceline.utcp.simulation;

import java.util.List;

/**
 * How far several transfers of one size came by the time that the first of them was done.
 *
 * @param elapsedNs from the beginning of the first
 * @param bytes what each had delivered
 */
public record Race(long elapsedNs, List<Long> bytes) {
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    /** Of all together, in Mb/s. */
    public double goodputMegabits() {
        long sum = bytes.stream().mapToLong(Long::longValue).sum();
        return sum * Byte.SIZE / BITS_PER_MEGABIT / (elapsedNs / NS_PER_SECOND);
    }

    /**
     * Jain, Chiu and Hawe, "A quantitative measure of fairness" (1984): 1 when all came as far, 1/n when one had all.
     */
    public double fairness() {
        double sum = bytes.stream().mapToDouble(Long::doubleValue).sum();
        double squares =
                bytes.stream().mapToDouble(each -> (double) each * each).sum();
        return sum * sum / (bytes.size() * squares);
    }
}
