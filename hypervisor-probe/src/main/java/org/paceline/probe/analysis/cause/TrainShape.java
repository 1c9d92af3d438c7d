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
    private static final double FIXED = 0.85;
    private static final double ABOVE_A_COUNT = 0.03;

    final HopFeatures hop;
    final double gapNs;
    final double holdNs;
    final double holdLowNs;
    final double holdHighNs;

    /** All first packets wait equally long, or none less than most. */
    final boolean holdSteady;

    final boolean sizeFixed;
    final boolean gapsVary;

    /** Gaps differ enough to tell a count from a clock. */
    final boolean jitterSeen;

    /** A clock lets the last packet of a train wait for any part of a gap. */
    final boolean lastWaits;

    /** With a count the last packet is the one that sends all, and does not wait. */
    final boolean lastTriggers;

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
        double spread = hop.sentGaps().percentileNs(90) - hop.sentGaps().percentileNs(10);
        gapsVary = spread > 0.25 * gapNs;
        jitterSeen = spread > Math.max(JITTER_SEEN_NS, JITTER_SEEN_OF_GAP * gapNs);
        double tailSpreadNs = hop.tailsNs().at(0.9) - hop.tailsNs().at(0.1);
        lastWaits = jitterSeen && tailSpreadNs > LAST_WAITS * gapNs;
        lastTriggers = jitterSeen && tailSpreadNs < LAST_TRIGGERS * gapNs + JITTER_SEEN_NS;
        intervalNs = hop.intervalsNs().median();
        intervalVariation = hop.intervalsNs().robustVariation();
        innerNs = hop.innerMeanNs();
    }

    /** Of a train of 64 most lose a packet where one in a hundred is lost: then as much may be missing. */
    private static boolean fixed(ValueQuantiles sizes, double count, double lostShare) {
        double missing = lostShare > 0 ? Math.floor(2 * lostShare * count + 0.5) : 0;
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
