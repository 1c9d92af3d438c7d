package org.paceline.probe.analysis.cause;

/** Weighs who takes packets by count, or whatever is there when it looks: drivers, disciplines, vhost, offloads. */
final class BatchScore {
    private static final double US = 1e3;
    private static final double MS = 1e6;

    /** Budgets of rings, NAPI and vhost begin at 16; what counts to less sits in front of them. */
    private static final double SMALL_COUNT = 12;

    /** Who is notified and busy looks again within a fraction of this. */
    private static final double NOTIFIED_NS = 1.5 * MS;

    /** A copy or a system call takes 1 to 4 us for a packet (measured: TAP 1.0, veth 1.6); a slow link takes longer. */
    private static final double SLOW_NS = 10 * US;

    private BatchScore() {}

    static void weigh(Ledger ledger, TrainShape shape) {
        ledger.consider(Cause.NOTIFICATION_BATCHING, 0.5)
                .consider(Cause.GUEST_BATCHING, -0.3)
                .consider(Cause.SEGMENTATION_OFFLOAD, -1);
        counts(ledger, shape);
        pace(ledger, shape);
        segmentation(ledger, shape);
    }

    private static void counts(Ledger ledger, TrainShape shape) {
        double size = shape.size;
        if (shape.sizeFixed) {
            boolean powerOfTwo = size >= 4 && Long.bitCount((long) size) == 1;
            double known = size == 64 || size == 256 ? 2.5 : powerOfTwo ? 1 : 0;
            double whole = shape.lastTriggers ? 4 : shape.lastWaits ? 0 : powerOfTwo ? 1.8 : 0.2;
            ledger.note(
                    Cause.NOTIFICATION_BATCHING,
                    whole + known,
                    "trains of exactly %.0f packets%s%s",
                    size,
                    fingerprint(size),
                    shape.lastTriggers ? ", the last of which does not wait" : "");
            ledger.note(Cause.GUEST_BATCHING, whole, "trains of exactly %.0f packets", size);
            if (size <= SMALL_COUNT) {
                ledger.note(
                        Cause.GUEST_BATCHING,
                        2.2,
                        "%.0f is a driver's count, or a discipline's: who is notified takes what is there",
                        size);
            }
        } else if (shape.countSteady) {
            String text =
                    "trains of %.0f packets, more alike than the waits of their first ones: who counts waits for none";
            ledger.note(Cause.NOTIFICATION_BATCHING, 2.7, text, size);
            ledger.note(Cause.GUEST_BATCHING, 2.7, text, size);
        } else if (!shape.holdSteady && shape.holdNs < TimerScore.LONG_HOLD_NS) {
            ledger.note(
                    Cause.NOTIFICATION_BATCHING,
                    2.2,
                    "trains of up to %d packets, of no fixed size and no fixed wait: taken when the other side looked",
                    shape.hop.lengths().max());
            if (shape.holdNs > NOTIFIED_NS) {
                ledger.note(
                        Cause.NOTIFICATION_BATCHING,
                        -1.5,
                        "but held for %.1f ms: who is notified looks within microseconds",
                        shape.holdNs / MS);
            }
        }
        if (shape.holdNs >= TimerScore.LONG_HOLD_NS) {
            String text = "held for %.1f ms: %s wait for microseconds";
            ledger.note(Cause.NOTIFICATION_BATCHING, -2.5, text, shape.holdNs / MS, "notifications");
            ledger.note(Cause.GUEST_BATCHING, -2.5, text, shape.holdNs / MS, "drivers");
        }
    }

    private static void pace(Ledger ledger, TrainShape shape) {
        // some that came late make a mean of their own
        double innerNs = Math.min(shape.innerNs, shape.hop.innerGapsNs().median());
        if (innerNs > SLOW_NS) {
            String text = "packets of a train are %.1f us apart: a copy takes 1 to 4 us";
            ledger.note(Cause.NOTIFICATION_BATCHING, -2, text, innerNs / US);
            ledger.note(Cause.GUEST_BATCHING, -1, text, innerNs / US);
        }
    }

    private static String fingerprint(double size) {
        return Fingerprint.near(Fingerprint.Kind.PACKETS, size).stream()
                .map(known -> " (" + known.meaning() + ")")
                .findFirst()
                .orElse("");
    }

    private static void segmentation(Ledger ledger, TrainShape shape) {
        double bytes = shape.hop.trainBytes().median();
        String fingerprint = Fingerprint.ofSegmentation(bytes);
        if (!fingerprint.isEmpty() && shape.hop.trainBytes().robustVariation() < 0.05) {
            ledger.note(Cause.SEGMENTATION_OFFLOAD, 4.5, "trains of %.0f bytes: %s", bytes, fingerprint);
        }
    }
}
