package org.paceline.probe.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The coalescing fraction over the gap, P_coal(T), and trains before and behind the path (docs/hypervisors.md). A fixed
 * hold-back shows as a step at its own length: gaps below are closed, gaps above survive.
 */
public final class GapCurve {
    /** A virtual link has no serialization; a quarter of the gap is far from jitter and far from the gap itself. */
    private static final double CLOSED_SHARE = 0.25;

    /** Less than half of the gap means that the sender was late and caught up: no fault of the path. */
    private static final double KEPT_SHARE = 0.5;

    /** Copies of neighbouring frames on virtual links lie up to 5 us apart (docs/measuring.md, definition 3). */
    public static final long BACK_TO_BACK_NS = 5_000;

    private GapCurve() {}

    /** One point a gap, shortest first. */
    public static List<GapPoint> of(List<GapTrain> trains, SweepTimes times) {
        TreeMap<Long, Tally> tallies = new TreeMap<>();
        for (GapTrain train : trains) {
            tallies.computeIfAbsent(train.gapNs(), Tally::new).add(train, times);
        }
        return tallies.values().stream().map(Tally::point).toList();
    }

    private static final class Tally {
        private final long gapNs;
        private final List<Long> written = new ArrayList<>();
        private final List<Long> seen = new ArrayList<>();
        private final Trains writtenTrains = new Trains();
        private final Trains seenTrains = new Trains();
        private int keptApart;
        private int coalesced;

        Tally(long gapNs) {
            this.gapNs = gapNs;
        }

        void add(GapTrain train, SweepTimes times) {
            int last = train.firstSequence() + train.packets() - 1;
            for (int sequence = train.firstSequence() + 1; sequence <= last; sequence++) {
                if (times.arrivedNs(sequence - 1) != SweepTimes.MISSING
                        && times.arrivedNs(sequence) != SweepTimes.MISSING) {
                    pair(
                            times.writtenNs(sequence) - times.writtenNs(sequence - 1),
                            times.arrivedNs(sequence) - times.arrivedNs(sequence - 1));
                }
            }
            writtenTrains.end();
            seenTrains.end();
        }

        private void pair(long writtenGapNs, long seenGapNs) {
            written.add(writtenGapNs);
            seen.add(seenGapNs);
            writtenTrains.gap(writtenGapNs < CLOSED_SHARE * gapNs);
            seenTrains.gap(seenGapNs < CLOSED_SHARE * gapNs);
            if (writtenGapNs >= KEPT_SHARE * gapNs) {
                keptApart++;
                coalesced += seenGapNs < CLOSED_SHARE * writtenGapNs ? 1 : 0;
            }
        }

        GapPoint point() {
            long[] seenNs = sorted(seen);
            return new GapPoint(
                    gapNs,
                    seen.size(),
                    keptApart,
                    keptApart == 0 ? 0 : (double) coalesced / keptApart,
                    writtenTrains.weightedMean(),
                    seenTrains.weightedMean(),
                    quantile(sorted(written), 0.5),
                    new GapPoint.Spread(quantile(seenNs, 0.1), quantile(seenNs, 0.5), quantile(seenNs, 0.9)),
                    gapNs >= BACK_TO_BACK_NS / CLOSED_SHARE);
        }

        private static long[] sorted(List<Long> values) {
            long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return sorted;
        }

        private static long quantile(long[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
        }
    }

    /** Sum of k squared over sum of k; a train of the plan never runs into the next. */
    private static final class Trains {
        private long run = 1;
        private long packets;
        private long squares;

        void gap(boolean closed) {
            if (closed) {
                run++;
            } else {
                end();
            }
        }

        void end() {
            packets += run;
            squares += run * run;
            run = 1;
        }

        double weightedMean() {
            return packets == 0 ? 1 : (double) squares / packets;
        }
    }
}
