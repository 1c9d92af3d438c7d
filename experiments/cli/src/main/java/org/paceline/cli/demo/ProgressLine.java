package org.paceline.cli.demo;

import java.util.Locale;

/** What the user sees after each turn. */
final class ProgressLine {
    private static final double MEGA = 1e6;

    private ProgressLine() {}

    static String of(RoundResult result, int rounds) {
        RoundRecord record = result.record();
        return String.format(
                Locale.ROOT,
                "  round %d/%d  %-14s %6.1f Mb/s  %5d sent again  %5d dropped  mean train %.2f",
                record.round(),
                rounds,
                record.arm().id(),
                record.goodputBitsPerSecond() / MEGA,
                result.data().retransmittedSegments(),
                record.node().droppedFrames(),
                result.trains().lengths().weightedMean());
    }
}
