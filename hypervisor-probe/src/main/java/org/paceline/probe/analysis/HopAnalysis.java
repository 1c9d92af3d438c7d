package org.paceline.probe.analysis;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What one hop did to the spacing: packets that entered it apart and left it together. Two passes over the matched
 * packets, memory does not grow with them. Not thread-safe.
 */
final class HopAnalysis {
    /** A gap that shrank to a quarter and less is coalesced; jitter that does so alone would be larger than the gap. */
    private static final double COMPRESSED = 0.25;

    /** On a link that serializes, up to this much above the serialization is still back to back. */
    private static final double SERIALIZATION_SLACK = 1.25;

    /** Packets that entered within this multiple of the serialization were together already. */
    private static final double APART_OVER_SERIALIZATION = 1.5;

    /** Nor is a gap within the noise of the stamps evidence of anything. */
    private static final double APART_OVER_NOISE = 4;

    /** Of the typical gap: packets sent nearer than this were sent as one. */
    private static final double APART_OVER_TYPICAL = 0.1;

    /** Median over mean gap: 0.69 for Poisson arrivals, 1 for even ones. */
    private static final double IN_BURSTS = 0.25;

    /** A copy or a system call varies by a third and more. */
    private static final double RELEASE_OVER_INNER = 1.8;

    /** One packet of a release that the path delays does not part it in two. */
    private static final double HALVED = 0.5;

    private static final double DELAYED = 3;
    private static final double RELEASE_OVER_NOISE = 3;
    private static final double RELEASE_OVER_MEAN = 0.4;

    /** Who gains most of its delay in one step was held; a queue of others grows under several packets. */
    private static final double AT_ONCE = 0.6;

    private static final double PASSED_DELAY_OVER_GAP = 0.3;

    private final MatchedPackets packets;
    private final ClockFit clock;
    private final double noiseNs;
    private final double linkBitsPerSecond;
    private final double typicalGapNs;
    private final GapProfile sentGaps;
    private int minTrain;

    /** Packets that arrive within this left as one, however they were sent; 0 as long as it is not known. */
    private double releaseNs;

    private final TrainLengths lengths = new TrainLengths();
    private final ValueQuantiles sizes = new ValueQuantiles();
    private final ValueQuantiles holdsNs = new ValueQuantiles();
    private final ValueQuantiles tailsNs = new ValueQuantiles();
    private final ValueQuantiles trainBytes = new ValueQuantiles();
    private final ValueQuantiles intervalsNs = new ValueQuantiles();
    /** Of {@code rate=} of a vif: 50 ms unless another follows an @ (xl-network-configuration(5)). */
    private static final double[] REFILLS_NS = {CreditQuota.USUAL_REFILL_NS, 10e6, 20e6, 100e6, 200e6};

    private final ValueQuantiles innerGapsNs = new ValueQuantiles();
    private final ValueQuantiles singleDelaysNs = new ValueQuantiles();
    private final InnerPace innerPace = new InnerPace();
    private final TrainStarts starts = new TrainStarts();
    private final CoalescingCurve curve = new CoalescingCurve();
    private long passed;
    private long reordered;
    private double sentSpanNs;
    private double arrivedSpanNs;
    private double risesNs;
    private double headRisesNs;
    private double heldNs;
    private long lastTrainNs;

    private HopAnalysis(
            MatchedPackets packets, ClockFit clock, double noiseNs, double linkBitsPerSecond, GapProfile sentGaps) {
        this.packets = packets;
        this.clock = clock;
        this.noiseNs = noiseNs;
        this.linkBitsPerSecond = linkBitsPerSecond;
        this.sentGaps = sentGaps;
        this.typicalGapNs = typicalGapNs(sentGaps);
    }

    /** The median, but the mean of a sender in bursts: gaps within a burst are no pace that a hop could spoil. */
    private static double typicalGapNs(GapProfile gaps) {
        double medianNs = gaps.percentileNs(50);
        return Math.max(1, medianNs < IN_BURSTS * gaps.meanNs() ? gaps.meanNs() : medianNs);
    }

    /**
     * Looks at a hop.
     *
     * @param noiseNs standard deviation of the time stamps, the worse of both points
     * @param linkBitsPerSecond of the link behind the hop, 0 when unknown
     * @return null when fewer than two packets matched
     */
    static @Nullable HopFeatures of(MatchedPackets packets, ClockFit clock, double noiseNs, double linkBitsPerSecond) {
        if (packets.size() < 2) {
            return null;
        }
        GapProfile sentGaps = new GapProfile();
        for (int index = 1; index < packets.size(); index++) {
            long gapNs = packets.firstNs(index) - packets.firstNs(index - 1);
            if (gapNs >= 0) {
                sentGaps.add(gapNs);
            }
        }
        HopAnalysis all = new HopAnalysis(packets, clock, noiseNs, linkBitsPerSecond, sentGaps);
        all.minTrain = 2;
        all.run();
        // what chance made of two packets must not blur the figures of real trains
        double mean = all.lengths.weightedMean();
        HopAnalysis clear = new HopAnalysis(packets, clock, noiseNs, linkBitsPerSecond, sentGaps);
        clear.minTrain = Math.max(2, (int) Math.ceil(mean / 4));
        clear.releaseNs = Math.min(
                RELEASE_OVER_INNER * all.innerPace.meanNs() + RELEASE_OVER_NOISE * noiseNs,
                RELEASE_OVER_MEAN * sentGaps.meanNs());
        clear.run();
        return clear.features(all.lengths);
    }

    private void run() {
        int start = 0;
        int shrunk = 0;
        for (int index = 1; index <= packets.size(); index++) {
            Step step = index < packets.size() ? step(index) : Step.APART;
            if (index < packets.size()) {
                noteDelayChange(index, step != Step.APART);
            }
            if (step == Step.APART) {
                close(start, index - 1, shrunk + 1);
                start = index;
                shrunk = 0;
            } else if (step == Step.SHRUNK) {
                shrunk++;
            }
        }
    }

    /** How a packet came in relation to the one before it. */
    private enum Step {
        /** Sent apart, arrived apart. */
        APART,
        /** Sent apart, arrived together: what makes a train. */
        SHRUNK,
        /** Sent together, arrived together: neither makes a train nor ends it. */
        NEUTRAL
    }

    private Step step(int index) {
        long sentNs = packets.firstNs(index) - packets.firstNs(index - 1);
        long arrivedNs = packets.secondNs(index) - packets.secondNs(index - 1);
        double apartNs = Math.max(APART_OVER_NOISE * noiseNs, APART_OVER_TYPICAL * typicalGapNs);
        if (sentNs < 0) {
            reordered++;
            return -sentNs < apartNs && arrivedNs <= releaseNs ? Step.NEUTRAL : Step.APART;
        }
        if (sentNs < apartNs) {
            return arrivedNs <= sentNs + noiseNs + COMPRESSED * typicalGapNs ? Step.NEUTRAL : Step.APART;
        }
        double serializationNs = linkBitsPerSecond <= 0
                ? 0
                : 8e9 * (packets.frameBytes(index - 1) + BackToBackThreshold.WIRE_OVERHEAD_BYTES) / linkBitsPerSecond;
        if (arrivedNs <= releaseNs && arrivedNs > COMPRESSED * sentNs) {
            return Step.NEUTRAL; // many flows, or a Poisson process: they were sent as near, by chance
        }
        boolean shrank = arrivedNs <= Math.max(COMPRESSED * sentNs, Math.min(HALVED * sentNs, DELAYED * releaseNs))
                || (sentNs >= APART_OVER_SERIALIZATION * serializationNs
                        && arrivedNs <= SERIALIZATION_SLACK * serializationNs + noiseNs);
        curve.add(sentNs, shrank);
        return shrank ? Step.SHRUNK : Step.APART;
    }

    private void noteDelayChange(int index, boolean inside) {
        double changeNs = delayNs(index) - delayNs(index - 1);
        if (!inside && changeNs > 0.1 * typicalGapNs + 3 * noiseNs) {
            risesNs += changeNs;
            if (changeNs > AT_ONCE * delayNs(index) || (index + 1 < packets.size() && togetherQuietly(index + 1))) {
                headRisesNs += changeNs;
            }
        }
    }

    /** Whether a gap shrank at all. */
    private boolean togetherQuietly(int index) {
        long sentNs = packets.firstNs(index) - packets.firstNs(index - 1);
        long arrivedNs = packets.secondNs(index) - packets.secondNs(index - 1);
        return sentNs > 0 && arrivedNs < 0.7 * sentNs;
    }

    private double delayNs(int index) {
        return clock.delayNs(packets.firstNs(index), packets.secondNs(index));
    }

    /**
     * Ends a run of packets; those that were sent together do not count, so that a sender's own trains are none here.
     */
    private void close(int first, int last, int length) {
        for (int single = length; single < last - first + 1; single++) {
            lengths.add(1);
        }
        lengths.add(length);
        if (length == 1) {
            double delayNs = delayNs(first);
            singleDelaysNs.add(Math.round(delayNs));
            if (delayNs < PASSED_DELAY_OVER_GAP * typicalGapNs + 3 * noiseNs) {
                passed++;
            }
        }
        if (length < minTrain) {
            return;
        }
        int size = last - first + 1;
        long bytes = 0;
        for (int index = first; index <= last; index++) {
            bytes += packets.frameBytes(index);
            if (index > first) {
                long gapNs = packets.secondNs(index) - packets.secondNs(index - 1);
                innerGapsNs.add(gapNs);
                innerPace.add(gapNs, packets.frameBytes(index - 1), packets.frameBytes(index));
            }
        }
        double holdNs = delayNs(first);
        sizes.add(size, size);
        holdsNs.add(Math.round(holdNs), size);
        tailsNs.add(Math.round(delayNs(last)), size);
        trainBytes.add(bytes, size);
        heldNs += holdNs;
        sentSpanNs += packets.firstNs(last) - packets.firstNs(first);
        arrivedSpanNs += packets.secondNs(last) - packets.secondNs(first);
        long startNs = packets.secondNs(first);
        if (lastTrainNs != 0) {
            intervalsNs.add(startNs - lastTrainNs);
        }
        lastTrainNs = startNs;
        starts.add(startNs);
    }

    private HopFeatures features(TrainLengths lengths) {
        double durationNs = packets.secondNs(packets.size() - 1) - packets.secondNs(0);
        double serializationNs = linkBitsPerSecond <= 0 ? 0 : innerGapsNs.median();
        return new HopFeatures(
                packets.size(),
                sentGaps,
                lengths,
                sizes,
                holdsNs,
                tailsNs,
                trainBytes,
                intervalsNs,
                innerGapsNs,
                innerPace.meanNs(),
                innerPace.evenness(),
                starts.alignment(),
                credit(),
                singleDelaysNs,
                curve.entries(),
                (double) passed / packets.size(),
                (double) reordered / packets.size(),
                sentSpanNs > 0 ? arrivedSpanNs / sentSpanNs - 1 : Double.NaN,
                risesNs > 0 ? headRisesNs / risesNs : Double.NaN,
                durationNs > 0 ? heldNs / durationNs : 0,
                durationNs,
                serializationNs,
                growth());
    }

    /** Of the intervals that people set the first at which one shows, else of the usual one. */
    private CreditQuota credit() {
        List<CreditWindows> all =
                DoubleStream.of(REFILLS_NS).mapToObj(CreditWindows::new).toList();
        for (int index = 0; index < packets.size(); index++) {
            for (CreditWindows windows : all) {
                windows.add(packets.secondNs(index), delayNs(index), packets.frameBytes(index));
            }
        }
        List<CreditQuota> quotas = all.stream().map(CreditWindows::quota).toList();
        return quotas.stream().filter(CreditQuota::known).findFirst().orElse(quotas.get(0));
    }

    /** Mean delay of the last tenth less that of the first tenth, over the whole: a queue that never empties. */
    private double growth() {
        int tenth = Math.max(1, packets.size() / 10);
        double firstNs = 0;
        double lastNs = 0;
        for (int index = 0; index < tenth; index++) {
            firstNs += delayNs(index);
            lastNs += delayNs(packets.size() - 1 - index);
        }
        double durationNs = packets.secondNs(packets.size() - 1) - packets.secondNs(0);
        return durationNs > 0 ? (lastNs - firstNs) / tenth / durationNs : 0;
    }
}
