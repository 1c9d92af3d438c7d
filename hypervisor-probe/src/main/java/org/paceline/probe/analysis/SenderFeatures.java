package org.paceline.probe.analysis;

/**
 * How even a sender itself was: stalls, and the packets that it sent together to catch up with them.
 *
 * @param packets looked at
 * @param typicalGapNs the pace that it keeps otherwise
 * @param stalls silences of at least 1.8 gaps that a train of three or more packets followed
 * @param caughtUpShare packets that belong to such trains
 * @param stallsNs how long they were, weighted by the packets that they held
 * @param intervalsNs from one stall to the next
 * @param sizes packets of the trains, weighted by packets
 * @param trainBytes bytes of the trains, weighted by packets
 * @param stalledShare share of the time spent in stalls
 * @param durationNs between first and last packet
 * @param longestTrain packets
 * @param poisson gaps look like those of a Poisson process, which has short ones by nature
 * @param planned the plan is known: these are packets that the sender itself wrote late
 * @param togetherShare packets in trains of three and more, whatever was before them
 * @param innerGapsNs within such trains
 * @param makeUpSpread deviation, of the logarithm, of a train's packets over the silence before it: small when trains
 *     make up for their silences, large when the application sends what it has; NaN without trains
 */
public record SenderFeatures(
        long packets,
        double typicalGapNs,
        long stalls,
        double caughtUpShare,
        ValueQuantiles stallsNs,
        ValueQuantiles intervalsNs,
        ValueQuantiles sizes,
        ValueQuantiles trainBytes,
        double stalledShare,
        double durationNs,
        int longestTrain,
        boolean poisson,
        boolean planned,
        double togetherShare,
        ValueQuantiles innerGapsNs,
        double makeUpSpread) {

    private static final double NS_PER_SECOND = 1e9;
    private static final double TOGETHER = 0.25;

    /** A sender that catches up needs some us for a packet, which may be more of a short gap. */
    private static final double TOGETHER_AT_COST = 0.33;

    private static final double COST_NS = 8_000;

    /** Where the median is below this of the mean, it is the gap within trains. */
    private static final double IN_TRAINS = 0.5;

    private static final double STALL_OVER_GAP = 1.8;

    /** A stall of D makes D / gap packets due; one that explains less than this of its train is none. */
    private static final double EXPLAINED = 0.4;

    /** And one that pays less of what it owes is no catching up either. */
    private static final double PAID = 0.25;

    private static final int MIN_TRAIN = 3;

    /** Takes silences, each from the packet before it to the train that follows. */
    @FunctionalInterface
    interface SilenceTaker {
        void silence(long fromNs, long toNs);
    }

    /** Jitter of the pace alone makes trains of n packets differ by its share over the root of n: a third is much. */
    private static final double JITTER_OF_SIZE = 0.6;

    /**
     * What a Poisson process owes differs by the root of n: found among packets that come alone, which pictures do not.
     */
    private static final double CHANCE_OF_SIZE = 1.1;

    private static final double SPREAD_OF_ANY_STALL = 0.1;

    /** Nothing but trains: no pace shows between them. */
    private static final double ALL = 0.9;

    /** Pictures come at 24 to 60 a second; timer ticks, at which a late sender wakes, are nearer. */
    private static final double PICTURE_NS = 15e6;

    /** Who catches up is faster, and not as even: these trains are paced themselves, as a TCP's windows are. */
    private static final double SLOW_NS = 12_000;

    private static final double SLOW_OF_PACE = 0.1;
    private static final double PACED = 0.15;
    private static final double PERIODIC = 0.12;
    private static final double MOST = 0.7;

    /** Looks at the packets of one flow where it left its sender. */
    public static SenderFeatures of(Arrivals series) {
        return scan(series, (fromNs, toNs) -> {});
    }

    /** Hands over every silence that counts as a stall, in the order of time. */
    static void eachSilence(Arrivals series, SilenceTaker taker) {
        scan(series, taker);
    }

    private static SenderFeatures scan(Arrivals series, SilenceTaker taker) {
        GapProfile gaps = new GapProfile();
        for (int frame = 1; frame < series.frames(); frame++) {
            gaps.add(series.gapNs(frame));
        }
        return new Scan(series, pace(gaps), poisson(gaps), taker).features();
    }

    /** The same, where the plan is known: what the hop from plan to wire held back. */
    public static SenderFeatures of(HopFeatures planToWire) {
        return new SenderFeatures(
                planToWire.packets(),
                planToWire.sentGaps().percentileNs(50),
                planToWire.trains(),
                planToWire.shareInTrainsFrom(MIN_TRAIN),
                planToWire.holdsNs(),
                planToWire.intervalsNs(),
                planToWire.sizes(),
                planToWire.trainBytes(),
                planToWire.heldShare(),
                planToWire.durationNs(),
                planToWire.lengths().max(),
                false,
                true,
                planToWire.shareInTrainsFrom(MIN_TRAIN),
                planToWire.innerGapsNs(),
                Double.NaN);
    }

    /**
     * The trains are the application's, and no stall's. Who was kept from sending owes what fell due in the silence,
     * and sends that; a picture of a video, or an answer, has a size of its own. Pictures of one size at a steady rate
     * look like a sender that is woken at that rate, but nobody is woken as rarely, and never sends in between.
     */
    public boolean applicationBursts() {
        if (planned) {
            return false;
        }
        boolean slow = innerGapsNs.median() > Math.max(SLOW_NS, SLOW_OF_PACE * typicalGapNs);
        if (togetherShare > ALL && slow && innerGapsNs.robustVariation() < PACED) {
            return true;
        }
        double ofSize = togetherShare > ALL ? JITTER_OF_SIZE : CHANCE_OF_SIZE;
        if (makeUpSpread > SPREAD_OF_ANY_STALL + ofSize / Math.sqrt(Math.max(1, sizes.median()))) {
            return true;
        }
        double intervalNs = intervalsNs.median();
        return togetherShare > ALL && intervalNs > PICTURE_NS && intervalsNs.shareNear(intervalNs, PERIODIC) > MOST;
    }

    public double stallsPerSecond() {
        return durationNs > 0 ? stalls * NS_PER_SECOND / durationNs : 0;
    }

    /** The most frequent gap where most gaps are near it, else the mean: a sender in bursts has no typical gap. */
    private static double pace(GapProfile gaps) {
        long median = gaps.percentileNs(50);
        double near = gaps.shareUpTo(Math.round(1.2 * median)) - gaps.shareUpTo(Math.round(0.8 * median));
        return near > 0.4 && median > IN_TRAINS * gaps.meanNs() ? median : Math.max(1, gaps.meanNs());
    }

    /** Three points of the exponential distribution: 10, 22 and 86 of 100 gaps are up to 0.1, 0.25 and 2 means. */
    private static boolean poisson(GapProfile gaps) {
        double mean = gaps.meanNs();
        return Math.abs(gaps.shareUpTo(Math.round(0.1 * mean)) - 0.095) < 0.045
                && Math.abs(gaps.shareUpTo(Math.round(0.25 * mean)) - 0.221) < 0.07
                && Math.abs(gaps.shareUpTo(Math.round(2 * mean)) - 0.865) < 0.06;
    }

    private static final class Scan {
        /** What a train is of what its silence owed, in thousandths: quantiles are of whole numbers. */
        private static final double PAID_UNIT = 1_000;

        /** Of a normal distribution; a few stalls have no clear tenths. */
        private static final double DEVIATIONS_P20_TO_P80 = 1.683;

        private final Arrivals series;
        private final double paceNs;
        private final double togetherNs;
        private final boolean poisson;
        private final SilenceTaker taker;
        private final ValueQuantiles stallsNs = new ValueQuantiles();
        private final ValueQuantiles intervalsNs = new ValueQuantiles();
        private final ValueQuantiles sizes = new ValueQuantiles();
        private final ValueQuantiles trainBytes = new ValueQuantiles();
        private final ValueQuantiles innerGapsNs = new ValueQuantiles();
        private final ValueQuantiles paid = new ValueQuantiles();
        private long stalls;
        private long caughtUp;
        private long together;
        private double stalledNs;
        private long lastStallNs;
        private int longest = 1;

        Scan(Arrivals series, double paceNs, boolean poisson, SilenceTaker taker) {
            this.series = series;
            this.paceNs = paceNs;
            this.poisson = poisson;
            this.taker = taker;
            togetherNs = Math.max(TOGETHER * paceNs, Math.min(TOGETHER_AT_COST * paceNs, COST_NS));
        }

        SenderFeatures features() {
            int start = 0;
            for (int frame = 1; frame <= series.frames(); frame++) {
                if (frame == series.frames() || series.gapNs(frame) > togetherNs) {
                    close(start, frame - start);
                    start = frame;
                }
            }
            double durationNs = series.isEmpty() ? 0 : series.timeNs(series.frames() - 1) - series.timeNs(0);
            return new SenderFeatures(
                    series.frames(),
                    paceNs,
                    stalls,
                    (double) caughtUp / series.frames(),
                    stallsNs,
                    intervalsNs,
                    sizes,
                    trainBytes,
                    durationNs > 0 ? stalledNs / durationNs : 0,
                    durationNs,
                    longest,
                    poisson,
                    false,
                    (double) together / series.frames(),
                    innerGapsNs,
                    Math.log(paid.at(0.8) / Math.max(1, paid.at(0.2))) / DEVIATIONS_P20_TO_P80);
        }

        private void close(int start, int length) {
            longest = Math.max(longest, length);
            together += length < MIN_TRAIN ? 0 : length;
            for (int frame = start + 1; length >= MIN_TRAIN && frame < start + length; frame++) {
                innerGapsNs.add(series.gapNs(frame));
            }
            if (start == 0 || length < MIN_TRAIN) {
                return;
            }
            double silenceNs = series.gapNs(start);
            if (silenceNs < STALL_OVER_GAP * paceNs) {
                return;
            }
            paid.add(Math.round(PAID_UNIT * length * paceNs / silenceNs), length);
            if (silenceNs < EXPLAINED * (length - 1) * paceNs || length * paceNs < PAID * silenceNs) {
                return;
            }
            long bytes = 0;
            for (int frame = start; frame < start + length; frame++) {
                bytes += series.frameBytes(frame);
            }
            taker.silence(series.timeNs(start) - Math.round(silenceNs), series.timeNs(start));
            stalls++;
            caughtUp += length;
            stalledNs += silenceNs - paceNs;
            stallsNs.add(Math.round(silenceNs - paceNs), length);
            sizes.add(length, length);
            trainBytes.add(bytes, length);
            if (lastStallNs != 0) {
                intervalsNs.add(series.timeNs(start) - lastStallNs);
            }
            lastStallNs = series.timeNs(start);
        }
    }
}
