package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.SenderFeatures;

/** Weighs the causes of stalls that the first point shows already. */
final class SenderScore {
    private static final double MS = 1e6;

    /** Wake-ups are late by less; a descheduled vCPU by more. */
    private static final double SHORT_STALL_NS = 3 * MS;

    /** Slices of schedulers: credit2 and CFS some ms, credit 30 ms. */
    private static final double SLICE_LOW_NS = 8 * MS;

    private static final double SLICE_HIGH_NS = 36 * MS;

    /** A collector runs some times a second at most, a scheduler tens of times. */
    private static final double RARE_PER_SECOND = 2.5;

    private static final double FREQUENT_PER_SECOND = 5;
    private static final double LARGE_STALLED_SHARE = 0.15;
    private static final double LEAST_SLICE_NS = 1.2 * MS;
    private static final double CLOCKWORK = 0.05;
    private static final double ALIKE = 1.8;
    private static final int FEW = 5;
    /** Slices of a scheduler do not differ by more. */
    private static final double WIDE = 3;

    private static final double SAME_BYTES = 0.03;
    private static final double MOST = 0.5;
    private static final double FIXED_SIZE = 0.7;

    /** The shortest train that is looked at: most are as short where trains are short, whoever made them. */
    private static final int LEAST_TRAIN = 3;

    /** A count is always the same; what a tick finds due is one more or less now and then. */
    private static final double EXACT = 0.97;

    /** Whoever counts, counts all packets. */
    private static final double ALL = 0.9;

    /** Who counts packets meets a period of 4 or 10 ms by chance only, and one of 1 ms wherever gaps are round. */
    private static final double LEAST_JIFFIES_NS = 3 * MS;

    private static final double[] TICKS_NS = {1 * MS, 4 * MS, 10 * MS};
    private static final double TICK_TOLERANCE = 0.01;
    private static final double ON_TICKS = 0.5;

    private SenderScore() {}

    static void weigh(Ledger ledger, SenderFeatures sender, BurstFeatures features) {
        ledger.consider(Cause.PACER_LATE, 1)
                .consider(Cause.JVM_PAUSE, 0.3)
                .consider(Cause.VCPU_STEAL, 0.3)
                .consider(Cause.GUEST_BATCHING, -0.5)
                .consider(Cause.SEGMENTATION_OFFLOAD, -1)
                .consider(Cause.UNKNOWN, features.hops().isEmpty() ? 0.5 : 0);
        duration(ledger, sender);
        frequency(ledger, sender);
        if (sender.planned()) {
            written(ledger);
        } else {
            sizes(ledger, sender);
        }
    }

    /** Sizes tell who batched; of writes that were late nobody but the sender's own thread and its processor can. */
    private static void written(Ledger ledger) {
        String text = "packets were written late by the sender itself: no discipline and no driver had them yet";
        ledger.note(Cause.PACER_LATE, 0.5, "the stalls are those of written against planned times");
        ledger.note(Cause.GUEST_BATCHING, -6, text);
        ledger.note(Cause.SEGMENTATION_OFFLOAD, -6, text);
    }

    private static void duration(Ledger ledger, SenderFeatures sender) {
        double median = sender.stallsNs().median();
        double low = sender.stallsNs().at(0.1);
        double high = sender.stallsNs().at(0.9);
        String text =
                "stalls at the sender of %.2f ms (median; 10 to 90 %%: %.2f to %.2f ms), then %.1f packets at once";
        Object[] figures = {median / MS, low / MS, high / MS, sender.sizes().median()};
        if (median < SHORT_STALL_NS) {
            ledger.note(Cause.PACER_LATE, 2, text, figures);
            ledger.note(Cause.JVM_PAUSE, -2, text, figures);
            ledger.note(Cause.VCPU_STEAL, -1.5, text, figures);
        } else if (median < SLICE_LOW_NS) {
            ledger.note(Cause.PACER_LATE, 1.2, text, figures);
            ledger.note(Cause.JVM_PAUSE, -0.3, text, figures);
            ledger.note(Cause.VCPU_STEAL, 0.4, text, figures);
            if (high > WIDE * low) {
                ledger.note(Cause.PACER_LATE, 1.8, "stalls of all lengths up to there: late wake-ups, not slices");
            }
        } else if (median <= SLICE_HIGH_NS) {
            ledger.note(Cause.PACER_LATE, -1.5, text, figures);
            ledger.note(Cause.JVM_PAUSE, 0.5, text, figures);
            ledger.note(Cause.VCPU_STEAL, 1.2, text, figures);
            if (low > 0.8 * SLICE_LOW_NS && high < 1.1 * SLICE_HIGH_NS && sender.stalls() >= 5) {
                ledger.note(Cause.VCPU_STEAL, 0.8, "all stalls are as long as a scheduler's slice");
            }
        } else {
            ledger.note(Cause.PACER_LATE, -2.5, text, figures);
            ledger.note(Cause.JVM_PAUSE, 1.8, text, figures);
            ledger.note(Cause.VCPU_STEAL, -0.2, text, figures);
        }
    }

    private static void frequency(Ledger ledger, SenderFeatures sender) {
        double perSecond = sender.stallsPerSecond();
        double share = sender.stalledShare();
        String text = "%.1f stalls a second, %.0f %% of the time";
        Object[] figures = {perSecond, 100 * share};
        if (perSecond < RARE_PER_SECOND) {
            ledger.note(Cause.JVM_PAUSE, 1.7, text, figures);
            ledger.note(Cause.VCPU_STEAL, -0.8, text, figures);
        } else if (perSecond >= FREQUENT_PER_SECOND) {
            ledger.note(Cause.JVM_PAUSE, -2, text, figures);
            ledger.note(Cause.VCPU_STEAL, 1.2, text, figures);
        }
        alike(ledger, sender);
        if (share > LARGE_STALLED_SHARE && sender.stallsNs().median() >= SLICE_LOW_NS) {
            ledger.note(Cause.VCPU_STEAL, 1, "the sender stood still for %.0f %% of the time", 100 * share);
            ledger.note(Cause.JVM_PAUSE, -1, "a collector that took %.0f %% of the time would be noticed", 100 * share);
        }
    }

    /** Slices of one kind are alike, and not to a hundredth; late wake-ups are of all lengths. */
    private static void alike(Ledger ledger, SenderFeatures sender) {
        double low = sender.stallsNs().at(0.1);
        double high = sender.stallsNs().at(0.9);
        if (sender.stalls() < FEW
                || sender.stallsPerSecond() < RARE_PER_SECOND
                || low < LEAST_SLICE_NS
                || onTicks(sender)) {
            return;
        }
        String text = "stalls of %.2f to %.2f ms: %s";
        if (high - low < CLOCKWORK * low) {
            ledger.note(Cause.VCPU_STEAL, -2, text, low / MS, high / MS, "no scheduler is as exact");
            ledger.note(Cause.PACER_LATE, 1, text, low / MS, high / MS, "a timer is as exact");
        } else if (high < ALIKE * low && high < SLICE_HIGH_NS) {
            ledger.note(Cause.VCPU_STEAL, 2, text, low / MS, high / MS, "alike, as slices of a scheduler are");
            ledger.note(Cause.PACER_LATE, -1.5, text, low / MS, high / MS, "late wake-ups differ by more");
        }
    }

    private static boolean onTicks(SenderFeatures sender) {
        double intervalNs = sender.intervalsNs().median();
        for (double tickNs : TICKS_NS) {
            if (Math.abs(intervalNs - tickNs) < TICK_TOLERANCE * tickNs
                    && sender.intervalsNs().shareNear(tickNs, TICK_TOLERANCE) > ON_TICKS) {
                return true;
            }
        }
        return false;
    }

    private static void sizes(Ledger ledger, SenderFeatures sender) {
        double size = sender.sizes().median();
        double fixed = sender.sizes().shareNear(size, 0);
        double bytes = sender.trainBytes().median();
        boolean all = sender.caughtUpShare() > ALL;
        boolean jiffies = sender.intervalsNs().median() > LEAST_JIFFIES_NS;
        if (onTicks(sender) && (jiffies || fixed < EXACT)) {
            ledger.note(
                    Cause.PACER_LATE,
                    sender.stalledShare() > 0.5 ? 6 : 3.5,
                    "trains begin every %.2f ms: the sender wakes by a timer tick and sends what is due",
                    sender.intervalsNs().median() / MS);
        } else if (fixed > FIXED_SIZE
                && (size > LEAST_TRAIN || all)
                && sender.stallsNs().median() < (all ? SLICE_LOW_NS : SHORT_STALL_NS)
                && sender.stalls() >= 5) {
            ledger.note(
                    Cause.GUEST_BATCHING,
                    4.7,
                    "%.0f %% of the packets that stand together at the first point do so in trains of exactly %.0f",
                    100 * fixed,
                    size);
        } else {
            ledger.note(Cause.GUEST_BATCHING, -1.5, "trains at the first point are of many sizes");
        }
        String fingerprint = Fingerprint.ofSegmentation(bytes);
        // shorter ones are the ends of what an application wrote, or of a window
        if (!fingerprint.isEmpty()
                && sender.trainBytes().shareNear(bytes, SAME_BYTES) > MOST
                && sender.stallsNs().median() < 2 * SLICE_LOW_NS) {
            ledger.note(Cause.SEGMENTATION_OFFLOAD, 5, "trains of %.0f bytes: %s", bytes, fingerprint);
        }
    }
}
