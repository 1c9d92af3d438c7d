package org.paceline.probe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The one-way delay between two points over the time of sending, reduced to what can be drawn: the least and the most
 * of each of 600 equal stretches, and the packets one by one of a typical stretch and of the worst. A packet that waits
 * for those behind it makes a sawtooth: its delay is the longest, that of the last one the shortest.
 *
 * @param originNs time of the first packet at the first point
 * @param durationNs up to the last one
 * @param stretches in which packets were sent, the first first
 * @param typical packets around the stretch whose longest delay is the median
 * @param worst packets around the longest delay of all
 */
public record DelayTrace(
        long originNs, long durationNs, List<Stretch> stretches, List<Delay> typical, List<Delay> worst) {
    private static final int STRETCHES = 600;

    /** More points on one figure run into each other. */
    private static final int CLOSE_PACKETS = 1_500;

    private static final int FEWEST_CLOSE_PACKETS = 100;

    public DelayTrace {
        stretches = List.copyOf(stretches);
        typical = List.copyOf(typical);
        worst = List.copyOf(worst);
    }

    /**
     * A stretch of the run.
     *
     * @param atNs its middle, after {@code originNs}
     * @param leastNs least delay of its packets
     * @param mostNs longest delay
     */
    public record Stretch(double atNs, double leastNs, double mostNs) {}

    /**
     * One packet.
     *
     * @param atNs when it passed the first point, after {@code originNs}
     * @param delayNs beyond the least that the clocks allow
     */
    public record Delay(long atNs, double delayNs) {}

    /**
     * Reduces matched packets; memory does not grow with them.
     *
     * @param closeNs how much time the packets shown one by one are to span
     * @throws IllegalArgumentException without packets
     */
    public static DelayTrace of(MatchedPackets packets, ClockFit clock, double closeNs) {
        if (packets.size() == 0) {
            throw new IllegalArgumentException("no packet was seen at both points");
        }
        long origin = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int index = 0; index < packets.size(); index++) {
            origin = Math.min(origin, packets.firstNs(index));
            last = Math.max(last, packets.firstNs(index));
        }
        double widthNs = Math.max(1, (last - origin + 1.0) / STRETCHES);
        double[] least = filled(Double.NaN);
        double[] most = filled(Double.NaN);
        int[] peak = new int[STRETCHES];
        for (int index = 0; index < packets.size(); index++) {
            double delayNs = clock.delayNs(packets.firstNs(index), packets.secondNs(index));
            int stretch = Math.min(STRETCHES - 1, (int) ((packets.firstNs(index) - origin) / widthNs));
            if (!(delayNs >= least[stretch])) { // also where it is the first
                least[stretch] = delayNs;
            }
            if (!(delayNs <= most[stretch])) {
                most[stretch] = delayNs;
                peak[stretch] = index;
            }
        }
        List<Stretch> stretches = new ArrayList<>();
        List<Integer> peaks = new ArrayList<>();
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            if (!Double.isNaN(most[stretch])) {
                stretches.add(new Stretch((stretch + 0.5) * widthNs, least[stretch], most[stretch]));
                peaks.add(peak[stretch]);
            }
        }
        peaks.sort(Comparator.comparingDouble(index -> clock.delayNs(packets.firstNs(index), packets.secondNs(index))));
        return new DelayTrace(
                origin,
                last - origin,
                stretches,
                around(packets, clock, origin, peaks.get(peaks.size() / 2), closeNs),
                around(packets, clock, origin, peaks.get(peaks.size() - 1), closeNs));
    }

    private static List<Delay> around(
            MatchedPackets packets, ClockFit clock, long originNs, int middle, double closeNs) {
        int first = middle;
        int last = middle;
        long middleNs = packets.firstNs(middle);
        while (last - first + 3 <= CLOSE_PACKETS) { // two more fit
            boolean few = last - first + 1 < FEWEST_CLOSE_PACKETS;
            boolean before = first > 0 && (few || middleNs - packets.firstNs(first - 1) <= closeNs / 2);
            boolean behind = last + 1 < packets.size() && (few || packets.firstNs(last + 1) - middleNs <= closeNs / 2);
            if (!before && !behind) {
                break;
            }
            first -= before ? 1 : 0;
            last += behind ? 1 : 0;
        }
        List<Delay> delays = new ArrayList<>();
        for (int index = first; index <= last; index++) {
            double delayNs = clock.delayNs(packets.firstNs(index), packets.secondNs(index));
            delays.add(new Delay(packets.firstNs(index) - originNs, delayNs));
        }
        return delays;
    }

    private static double[] filled(double value) {
        double[] values = new double[STRETCHES];
        Arrays.fill(values, value);
        return values;
    }
}
