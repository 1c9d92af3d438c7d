package org.paceline.probe.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates the distance of two clocks from requests and replies (RFC 5905 section 8). Of each second only the answer
 * with the least round trip counts, as in the clock filter of section 10; a line through those that no queue held up
 * gives offset and drift. Belongs to one thread; holds one sample for each second of the run.
 */
public final class ClockExchange {
    private static final long WINDOW_NS = 1_000_000_000L;

    /** With less than ten seconds a jitter of 50 us would look like 5 ppm and more. */
    private static final long MIN_SPAN_NS = 10 * WINDOW_NS;

    /**
     * An answer may be wrong by half of its round trip: beside the least one, longer ones would show a drift of the
     * path's queues. By hand.
     */
    private static final int NARROW = 4;

    private static final double MILLION = 1e6;

    private final List<Sample> best = new ArrayList<>();
    private int exchanges;

    /**
     * Takes one answer.
     *
     * @param requestedNs T1, by the sender's clock
     * @param receivedNs T2 and {@code repliedNs} T3, by the receiver's
     * @param answeredNs T4, by the sender's
     */
    public void add(long requestedNs, long receivedNs, long repliedNs, long answeredNs) {
        long roundTripNs = answeredNs - requestedNs - (repliedNs - receivedNs);
        if (roundTripNs < 0) {
            return; // a clock was stepped between two readings
        }
        exchanges++;
        // half of a sum of two epochs would overflow
        long offsetNs = receivedNs - requestedNs - (receivedNs - requestedNs - (repliedNs - answeredNs)) / 2;
        Sample sample = new Sample(answeredNs, offsetNs, roundTripNs);
        int last = best.size() - 1;
        if (last < 0 || answeredNs / WINDOW_NS != best.get(last).atNs / WINDOW_NS) {
            best.add(sample);
        } else if (roundTripNs < best.get(last).roundTripNs) {
            best.set(last, sample);
        }
    }

    /** @throws IllegalStateException when nothing was answered */
    public ClockOffset estimate() {
        if (best.isEmpty()) {
            throw new IllegalStateException("no exchange of times was answered");
        }
        Sample narrowest = best.get(0);
        for (Sample sample : best) {
            narrowest = sample.roundTripNs < narrowest.roundTripNs ? sample : narrowest;
        }
        long widestNs = NARROW * narrowest.roundTripNs;
        List<Sample> narrow =
                best.stream().filter(sample -> sample.roundTripNs <= widestNs).toList();
        long spanNs = narrow.get(narrow.size() - 1).atNs - narrow.get(0).atNs;
        if (spanNs < MIN_SPAN_NS) {
            return new ClockOffset(narrowest.offsetNs, 0, narrowest.atNs, narrowest.roundTripNs / 2, exchanges);
        }
        return line(narrowest, narrow);
    }

    private ClockOffset line(Sample reference, List<Sample> samples) {
        double meanX = 0;
        double meanY = 0;
        for (Sample sample : samples) {
            meanX += (double) (sample.atNs - reference.atNs) / samples.size();
            meanY += (double) (sample.offsetNs - reference.offsetNs) / samples.size();
        }
        double xy = 0;
        double xx = 0;
        for (Sample sample : samples) {
            double x = sample.atNs - reference.atNs - meanX;
            xy += x * (sample.offsetNs - reference.offsetNs - meanY);
            xx += x * x;
        }
        double slope = xy / xx;
        long offsetNs = reference.offsetNs + Math.round(meanY - slope * meanX);
        return new ClockOffset(offsetNs, slope * MILLION, reference.atNs, reference.roundTripNs / 2, exchanges);
    }

    private record Sample(long atNs, long offsetNs, long roundTripNs) {}
}
