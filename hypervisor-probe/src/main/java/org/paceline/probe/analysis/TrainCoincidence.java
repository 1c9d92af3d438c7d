package org.paceline.probe.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * How many silences before trains fall into times in which a host stood still, and how many would by chance: the mean
 * over the same silences moved in a circle through the time of the watch. Steal of a host that is always a little short
 * of time coincides with everything, and thus with nothing.
 *
 * @param trains whose silences were watched
 * @param inStalls silences of which stalls of the host's threads explain a good part
 * @param stallChance share of the silences that would, moved in time
 * @param inSteal silences in which stolen time was counted
 * @param stealChance share of the silences that would, moved in time
 */
public record TrainCoincidence(long trains, long inStalls, double stallChance, long inSteal, double stealChance) {
    /** Nothing was watched. */
    public static final TrainCoincidence NONE = new TrainCoincidence(0, 0, 0, 0, 0);

    /** A stall explains a silence when it takes this much of it. */
    private static final double EXPLAINED = 0.4;

    /** The silences are moved by so many different times. */
    private static final int SHIFTS = 16;

    /** Of a longer run the first; memory does not grow with it. */
    private static final int MOST_SILENCES = 100_000;

    /** Takes the time from a point's clock to that of the watched host. */
    @FunctionalInterface
    public interface ClockStep {
        long hostNs(long pointNs);
    }

    /**
     * Looks at the silences that trains follow, of the packets of one flow at one point.
     *
     * @param toHost from that point's clock to the one of {@code timeline}
     */
    public static TrainCoincidence of(Arrivals series, ClockStep toHost, HostTimeline timeline) {
        List<HostInterval> silences = new ArrayList<>();
        SenderFeatures.eachSilence(series, (fromNs, toNs) -> {
            long startNs = toHost.hostNs(fromNs);
            long endNs = toHost.hostNs(toNs);
            if (timeline.covers(startNs, endNs) && silences.size() < MOST_SILENCES) {
                silences.add(new HostInterval(startNs, endNs - startNs, HostInterval.Kind.STALL));
            }
        });
        if (silences.isEmpty()) {
            return NONE;
        }
        HostTimeline stalls = timeline.only(HostInterval.Kind.STALL);
        HostTimeline steal = timeline.only(HostInterval.Kind.STEAL);
        return new TrainCoincidence(
                silences.size(),
                hits(silences, stalls, 0, EXPLAINED),
                chance(silences, stalls, EXPLAINED),
                hits(silences, steal, 0, 0),
                chance(silences, steal, 0));
    }

    public double stallShare() {
        return trains == 0 ? 0 : (double) inStalls / trains;
    }

    public double stealShare() {
        return trains == 0 ? 0 : (double) inSteal / trains;
    }

    private static double chance(List<HostInterval> silences, HostTimeline timeline, double share) {
        double hits = 0;
        long lengthNs = timeline.toNs() - timeline.fromNs();
        for (int shift = 1; shift <= SHIFTS; shift++) {
            hits += hits(silences, timeline, lengthNs / (SHIFTS + 1) * shift, share);
        }
        return hits / SHIFTS / silences.size();
    }

    /** Silences that intervals take more than a share of. */
    private static long hits(List<HostInterval> silences, HostTimeline timeline, long shiftNs, double share) {
        long hits = 0;
        for (HostInterval silence : silences) {
            long startNs = silence.startNs() + shiftNs;
            if (startNs > timeline.toNs()) {
                startNs -= timeline.toNs() - timeline.fromNs();
            }
            long takenNs = takenNs(timeline.intervals(), startNs, startNs + silence.durationNs());
            hits += takenNs > share * silence.durationNs() ? 1 : 0;
        }
        return hits;
    }

    /** Time between two moments that intervals take. */
    private static long takenNs(List<HostInterval> intervals, long startNs, long endNs) {
        int low = 0;
        int high = intervals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (intervals.get(middle).endNs() <= startNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long takenNs = 0;
        for (int index = low; index < intervals.size() && intervals.get(index).startNs() < endNs; index++) {
            HostInterval interval = intervals.get(index);
            takenNs += Math.max(0, Math.min(endNs, interval.endNs()) - Math.max(startNs, interval.startNs()));
        }
        return takenNs;
    }
}
