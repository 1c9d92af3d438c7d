package org.paceline.probe.analysis.cause;

/** Weighs the causes that act between two points, and says of none when none fits. */
final class HopScore {
    /** What a cause reaches whose own marks are there; less is what is left when the others are excluded. */
    private static final double NAMED = 2.2;

    private static final double MS = 1e6;

    private HopScore() {}

    static void weigh(Ledger ledger, TrainShape shape, BurstFeatures features) {
        TimerScore.weigh(ledger, shape);
        BatchScore.weigh(ledger, shape);
        SliceScore.weigh(ledger, shape, CreditScore.quota(shape, features));
        CreditScore.weigh(ledger, shape, features);
        QueueScore.weigh(ledger, shape, features);
        KickScore.weigh(ledger, shape.hop, features.host().packetsPerKick());
    }

    /** When all else is weighed, what the hosts told included. */
    static void unknown(Ledger ledger, TrainShape shape) {
        double best = ledger.highest();
        ledger.consider(Cause.UNKNOWN, -0.2);
        String looked =
                "looked for a constant wait (%.2f to %.2f ms), a constant count (%.0f to %.0f packets), a slice of"
                        + " 5 to 36 ms with a time to run between, 40 ms of Xen's events, a period of 50 ms (%.2f ms),"
                        + " and the"
                        + " pace of a link: no cause has its marks";
        if (best < NAMED) {
            ledger.note(
                    Cause.UNKNOWN,
                    best + 1.2,
                    looked,
                    shape.holdLowNs / MS,
                    shape.holdHighNs / MS,
                    shape.hop.sizes().at(0.1),
                    shape.hop.sizes().at(0.9),
                    shape.intervalNs / MS);
        }
    }
}
