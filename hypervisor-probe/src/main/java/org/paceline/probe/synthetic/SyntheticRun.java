package org.paceline.probe.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BurstReport;
import org.paceline.probe.analysis.ClockFit;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.MatchedPackets;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.cause.BurstFeatures;
import org.paceline.probe.analysis.cause.CauseClassifier;
import org.paceline.probe.analysis.cause.HostEvidence;
import org.paceline.probe.analysis.cause.Verdict;
import org.paceline.probe.synthetic.Variant.Place;

/**
 * One run of a variant: rate, sizes, jitter, loss, clocks and stamps are drawn by a seed, then the verdict is asked.
 * The classifier sees nothing but times and lengths.
 */
final class SyntheticRun {
    private static final double DURATION_NS = 8e9;
    private static final int MOST_PACKETS = 24_000;
    private static final int FEWEST_PACKETS = 4_000;
    private static final long PATH_NS = 60_000;
    private static final double MAX_DRIFT = 100e-6;

    private final Variant variant;
    private final Random random;
    private final boolean microseconds;

    private SyntheticRun(Variant variant, long seed) {
        this.variant = variant;
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L); // neighbouring seeds draw alike otherwise
        this.microseconds = random.nextInt(3) == 0;
    }

    static Verdict verdict(Variant variant, long seed) {
        return new SyntheticRun(variant, seed).verdict();
    }

    private Verdict verdict() {
        double logGap = Math.log((double) variant.lowGapNs())
                + random.nextDouble() * Math.log((double) variant.highGapNs() / variant.lowGapNs());
        double gapNs = Math.exp(logGap);
        int packets = (int) Math.min(MOST_PACKETS, Math.max(FEWEST_PACKETS, DURATION_NS / gapNs));
        int[] bytes = sizes(packets);
        long[] times = sent(packets, gapNs);
        boolean atSender = variant.place() == Place.SENDER || variant.place() == Place.MERGED_AT_FIRST;
        if (atSender) {
            variant.coalescer().hold(times, bytes, random);
        }
        long[] first = times.clone();
        boolean twoHops = variant.place() == Place.FIRST_HOP_OF_TWO;
        long[] second = atSender ? times.clone() : held(times, bytes);
        List<long[]> points = new ArrayList<>(List.of(first, passed(second, gapNs)));
        if (twoHops) {
            points.add(passed(second, gapNs));
        }
        return classify(points, bytes);
    }

    private long[] held(long[] times, int[] bytes) {
        long[] held = times.clone();
        variant.coalescer().hold(held, bytes, random);
        return held;
    }

    private int[] sizes(int packets) {
        int usual = 200 + random.nextInt(1_315);
        boolean mixed = random.nextInt(4) == 0;
        int[] bytes = new int[packets];
        for (int packet = 0; packet < packets; packet++) {
            bytes[packet] = mixed ? 100 + random.nextInt(usual) : usual;
        }
        return bytes;
    }

    private long[] sent(int packets, double gapNs) {
        double jitter = variant.gaps() == Variant.Gaps.JITTERED ? 0.01 + 0.1 * random.nextDouble() : 0.0005;
        long[] times = new long[packets];
        double poissonNs = 0;
        for (int packet = 0; packet < packets; packet++) {
            poissonNs += gapNs * -Math.log(1 - random.nextDouble());
            double evenNs = packet * gapNs + jitter * gapNs * random.nextGaussian();
            times[packet] = 1_000_000_000L + Math.round(variant.gaps() == Variant.Gaps.POISSON ? poissonNs : evenNs);
        }
        Arrays.sort(times);
        return times;
    }

    /** The rest of the path: a delay with jitter that keeps the order. */
    private long[] passed(long[] times, double gapNs) {
        double jitterNs = Math.min(0.1 * gapNs, 500 + 3_000 * random.nextDouble());
        long[] passed = new long[times.length];
        long last = 0;
        for (int packet = 0; packet < times.length; packet++) {
            long at = times[packet] + PATH_NS + Math.round(jitterNs * -Math.log(1 - random.nextDouble()) / 3);
            last = Math.max(at, last + 200);
            passed[packet] = last;
        }
        return passed;
    }

    private Verdict classify(List<long[]> points, int[] bytes) {
        boolean[] lost = new boolean[bytes.length];
        double loss = random.nextInt(3) == 0 ? 0.01 * random.nextDouble() : 0;
        for (int packet = 0; packet < lost.length; packet++) {
            lost[packet] = random.nextDouble() < loss;
        }
        List<HopFeatures> hops = new ArrayList<>();
        for (int point = 1; point < points.size(); point++) {
            long[] from = points.get(point - 1);
            hops.add(hop(from, onClock(points.get(point)), bytes, lost));
        }
        ArrivalSeries series = new ArrivalSeries();
        for (int packet = 0; packet < bytes.length; packet++) {
            series.add(stamped(points.get(0)[packet]), bytes[packet]);
        }
        SenderFeatures sender = SenderFeatures.of(series);
        double mergedFirst = variant.place() == Place.MERGED_AT_FIRST ? 1 : 0;
        double mergedLast = mergedFirst == 1 || variant.place() == Place.MERGED_AT_LAST ? 1 : 0;
        HostEvidence host = HostEvidence.of(HostEvidence.Hypervisor.UNKNOWN);
        return CauseClassifier.classify(new BurstFeatures(sender, hops, mergedFirst, mergedLast, loss, 0, host));
    }

    private long[] onClock(long[] times) {
        double drift = MAX_DRIFT * (2 * random.nextDouble() - 1);
        long offsetNs = random.nextLong() >> 2;
        long[] shown = new long[times.length];
        for (int packet = 0; packet < times.length; packet++) {
            shown[packet] = stamped(times[packet] + Math.round(drift * times[packet]) + offsetNs);
        }
        return shown;
    }

    private long stamped(long timeNs) {
        return microseconds ? Math.floorDiv(timeNs, 1_000) * 1_000 : timeNs;
    }

    private HopFeatures hop(long[] from, long[] to, int[] bytes, boolean[] lost) {
        int[] kept = new int[bytes.length];
        int count = 0;
        ArrivalSeries arrived = new ArrivalSeries();
        for (int packet = 0; packet < bytes.length; packet++) {
            if (!lost[packet]) {
                kept[count++] = packet;
                arrived.add(to[packet], bytes[packet]);
            }
        }
        MatchedPackets pairs = new Pairs(from, to, bytes, kept, count);
        long noiseNs = microseconds ? 408 : 50;
        double link = BurstReport.of(arrived, noiseNs, 0).linkBitsPerSecond();
        @Nullable HopFeatures features = HopFeatures.of(pairs, ClockFit.of(pairs), (double) noiseNs, link);
        if (features == null) {
            throw new IllegalStateException("a run without packets");
        }
        return features;
    }

    private final class Pairs implements MatchedPackets {
        private final long[] from;
        private final long[] to;
        private final int[] bytes;
        private final int[] kept;
        private final int count;

        Pairs(long[] from, long[] to, int[] bytes, int[] kept, int count) {
            this.from = from;
            this.to = to;
            this.bytes = bytes;
            this.kept = kept;
            this.count = count;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public long firstNs(int index) {
            return stamped(from[kept[index]]);
        }

        @Override
        public long secondNs(int index) {
            return to[kept[index]];
        }

        @Override
        public int frameBytes(int index) {
            return bytes[kept[index]];
        }
    }
}
