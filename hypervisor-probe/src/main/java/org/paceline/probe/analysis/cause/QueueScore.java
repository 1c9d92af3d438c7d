package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.HopFeatures;

/** Weighs a link that others fill: packets queue for waits of all lengths, and leave at the pace of that link. */
final class QueueScore {
    private static final double US = 1e3;
    private static final double WIDE = 3.7;

    /** Serialization of equal frames is equal; copies and system calls are not. */
    private static final double EVEN = 0.5;

    private static final double EXACT = 0.8;

    /** A full frame at 10 Gb/s; what is nearer is no link's pace that a queue would form before. */
    private static final double FASTEST_LINK_NS = 1.2 * US;

    private QueueScore() {}

    static void weigh(Ledger ledger, TrainShape shape, BurstFeatures features) {
        ledger.consider(Cause.BRIDGE_CONGESTION, 0);
        HopFeatures hop = shape.hop;
        double inner = shape.innerNs / Math.max(1, shape.gapNs);
        boolean irregular = !shape.sizeFixed && !shape.holdSteady;
        // behind a long hold an even pace is that of the link at this point, whoever held the packets
        boolean exact = hop.innerEvenness() > EXACT && shape.holdNs < TimerScore.LONG_HOLD_NS;
        boolean link = hop.innerEvenness() > EVEN && shape.innerNs > FASTEST_LINK_NS;
        boolean grows = hop.jumpShare() < 0.9;
        boolean pace = inner > 0.06 && (link || grows);
        if (inner > 0.06 && irregular && (link || (grows && hop.serializationNs() > 0))) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    link ? (exact ? 3.5 : 2.5) : 1,
                    "packets of a train follow each other at %.1f us, %.0f %% of them exactly: the pace of a link",
                    shape.innerNs / US,
                    100 * hop.innerEvenness());
        }
        if (shape.holdHighNs > WIDE * shape.holdLowNs && irregular) {
            double weight = pace ? 1.5 : 0.3;
            ledger.note(Cause.BRIDGE_CONGESTION, weight, "waits of all lengths, as in a queue");
        }
        growth(ledger, shape);
        if (features.otherShare() > 0.2) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    2,
                    "%.0f %% of the bytes at the last point are of others",
                    100 * features.otherShare());
        }
        if (shape.sizeFixed || (shape.holdSteady && !shape.gapsVary)) {
            ledger.note(Cause.BRIDGE_CONGESTION, -1.5, "trains are too regular for a queue that others fill");
        }
    }

    private static void growth(Ledger ledger, TrainShape shape) {
        double jump = shape.hop.jumpShare();
        double slope = shape.hop.slope();
        double atOnce = Math.min(1, shape.hop.innerGapsNs().median() / Math.max(1, shape.gapNs)) - 1;
        if (jump < 0.75) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    2,
                    "only %.0f %% of the delay comes at once, the rest grows as a queue does",
                    100 * jump);
        } else if (jump > 0.95) {
            ledger.note(Cause.BRIDGE_CONGESTION, -0.5, "the delay comes at once, a queue grows step by step");
        }
        if (slope > Math.max(-0.85, atOnce + 0.1)) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION,
                    1.5,
                    "delay falls within trains with slope %.2f: they leave at a link's pace",
                    slope);
        } else if (slope < -0.97) {
            ledger.note(
                    Cause.BRIDGE_CONGESTION, -1, "delay falls within trains with slope %.2f: all leave at once", slope);
        }
    }
}
