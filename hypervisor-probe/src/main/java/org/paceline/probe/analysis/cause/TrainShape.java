package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.ValueQuantiles;

/** What the trains of a hop look like, as all causes ask it: waits, sizes, periods, and the pace within. Immutable. */
final class TrainShape {
    private static final double US = 1e3;

    /** Jitter of gaps below this is not told from that of the path. */
    private static final double JITTER_SEEN_NS = 3 * US;

    /** Nor do gaps that vary less than this tell a count from a clock: a timer's own jitter looks the same. */
    private static final double JITTER_SEEN_OF_GAP = 0.12;

    private static final double LAST_WAITS = 0.35;
    private static final double LAST_TRIGGERS = 0.12;

    /** From the 10th to the 40th of 100 waits: a timer is never early, and late with a tail. */
    private static final double SHARP_EDGE = 0.08;

    private static final double SHARP_EDGE_NS = 2 * US;
    /** Fewer packets that came alone say nothing. */
    private static final long MIN_ALONE = 20;

    private static final double LIKE_THE_FIRST = 0.8;
    private static final double TAILED = 0.6;
    private static final double AT_ONCE = 0.25;
    private static final double FIXED = 0.85;
    private static final double FEW_LOST = 0.25;
    private static final double STEADY_COUNT = 0.08;
    private static final double ABOVE_A_COUNT = 0.03;

    final HopFeatures hop;
    final double gapNs;
    final double holdNs;
    final double holdLowNs;
    final double holdHighNs;

    /** All first packets wait equally long, or none less than most. */
    final boolean holdSteady;

    final boolean sizeFixed;

    /** Nearly all trains are as long, while the waits of their first packets differ. */
    final boolean countSteady;

    final boolean gapsVary;

    /** Gaps differ enough to tell a count from a clock. */
    final boolean jitterSeen;

    /** A clock lets the last packet of a train wait for any part of a gap. */
    final boolean lastWaits;

    /** With a count the last packet is the one that sends all, and does not wait. */
    final boolean lastTriggers;

    /** A packet that comes alone waits like the first of a train: each of them starts a clock. */
    final boolean loneWaits;

    /** It passes, so that nothing waits for a clock. */
    final boolean lonePasses;

    final double intervalNs;
    final double intervalVariation;
    final double size;
    final double innerNs;

    TrainShape(HopFeatures hop, double lostShare) {
        this.hop = hop;
        gapNs = hop.sentGaps().percentileNs(50);
        ValueQuantiles holds = hop.holdsNs();
        holdNs = holds.median();
        holdLowNs = holds.at(0.1);
        holdHighNs = holds.at(0.9);
        double edgeNs = holds.at(0.4) - holdLowNs;
        // a tick that comes at any time after the first packet leaves a spread of one gap
        holdSteady = edgeNs <= Math.max(SHARP_EDGE * holdNs, SHARP_EDGE_NS)
                || holdHighNs - holdLowNs <= Math.max(0.9 * Math.min(gapNs, 0.5 * holdNs), 0.12 * holdNs);
        size = lostShare > 0 ? hop.sizes().at(0.95) : hop.sizes().median();
        sizeFixed = fixed(hop.sizes(), size, lostShare);
        double sizeVariation = hop.sizes().robustVariation();
        countSteady = !sizeFixed && sizeVariation < STEADY_COUNT && holds.robustVariation() > 2 * sizeVariation;
        double spread = hop.sentGaps().percentileNs(90) - hop.sentGaps().percentileNs(10);
        gapsVary = spread > 0.25 * gapNs;
        jitterSeen = spread > Math.max(JITTER_SEEN_NS, JITTER_SEEN_OF_GAP * gapNs);
        double tailSpreadNs = hop.tailsNs().at(0.9) - hop.tailsNs().at(0.1);
        lastWaits = jitterSeen && tailSpreadNs > LAST_WAITS * gapNs;
        lastTriggers = jitterSeen && tailSpreadNs < LAST_TRIGGERS * gapNs + JITTER_SEEN_NS;
        boolean someAlone = hop.singleDelaysNs().count() >= MIN_ALONE;
        loneWaits =
                someAlone && hop.singleDelaysNs().at(0.1) >= LIKE_THE_FIRST * holdLowNs && edged(hop.singleDelaysNs());
        lonePasses = someAlone && hop.singleDelaysNs().median() < AT_ONCE * holdLowNs;
        intervalNs = hop.intervalsNs().median();
        intervalVariation = hop.intervalsNs().robustVariation();
        innerNs = hop.innerMeanNs();
    }

    /** A timer is never early, and late with a tail. */
    private static boolean edged(ValueQuantiles delays) {
        double edgeNs = delays.median() - delays.at(0.1);
        return edgeNs <= SHARP_EDGE * delays.median() || edgeNs <= TAILED * (delays.at(0.9) - delays.median());
    }

    /** Of a train of 64 most lose a packet where one in a hundred is lost: then as much may be missing. */
    private static boolean fixed(ValueQuantiles sizes, double count, double lostShare) {
        double missing = Math.ceil(2 * lostShare * count - FEW_LOST);
        double above = 1 - sizes.shareBetween(0, count);
        return above <= ABOVE_A_COUNT + (lostShare > 0 ? 0 : 1) && sizes.shareBetween(count - missing, count) >= FIXED;
    }

    /** 10 to 90 % of the waits, as evidence quotes them, in us. */
    Object[] waitsUs() {
        return new Object[] {holdNs / US, holdLowNs / US, holdHighNs / US};
    }

    /** One train begins when the one before has left: nothing passes in between. */
    boolean continuous() {
        return intervalNs < 1.13 * holdNs + gapNs;
    }
}
