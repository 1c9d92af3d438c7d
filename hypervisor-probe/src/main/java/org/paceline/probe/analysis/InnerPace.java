package org.paceline.probe.analysis;

/**
 * At what pace packets of a train follow each other: a loop over a ring takes as long for each, more or less, and a
 * link takes exactly as long as the bytes of one of the two need. Not thread-safe.
 */
final class InnerPace {
    /** What gaps may differ by and be alike. */
    private static final double ALIKE = 0.06;

    /** Times are kept for so many bytes, so that whole numbers are exact enough. */
    private static final long UNIT_BYTES = 1_000_000;

    private final ValueQuantiles plain = new ValueQuantiles();
    private final ValueQuantiles forPrevious = new ValueQuantiles();
    private final ValueQuantiles forOwn = new ValueQuantiles();
    private double sumNs;

    void add(long gapNs, int previousBytes, int ownBytes) {
        sumNs += gapNs;
        plain.add(gapNs);
        forPrevious.add(gapNs * UNIT_BYTES / (previousBytes + BackToBackThreshold.WIRE_OVERHEAD_BYTES));
        forOwn.add(gapNs * UNIT_BYTES / (ownBytes + BackToBackThreshold.WIRE_OVERHEAD_BYTES));
    }

    /** NaN without gaps. */
    double meanNs() {
        return sumNs / plain.count();
    }

    /**
     * Share of gaps near the median of all: of the gaps themselves, or of those for a byte, whichever is more alike.
     */
    double evenness() {
        return Math.max(near(plain), Math.max(near(forPrevious), near(forOwn)));
    }

    private static double near(ValueQuantiles gaps) {
        return gaps.count() == 0 ? 0 : gaps.shareNear(gaps.median(), ALIKE);
    }
}
