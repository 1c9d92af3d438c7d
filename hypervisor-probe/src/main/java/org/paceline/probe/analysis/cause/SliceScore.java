package org.paceline.probe.analysis.cause;

/** Weighs who does not run for milliseconds: a vCPU without its slice, and Xen's events that are acknowledged late. */
final class SliceScore {
    private static final double MS = 1e6;

    /** The 10 to 90 % range of a queue's waits is wider than that of slices, which are of one kind. */
    private static final double WIDE = 3.7;

    /** Slices end when others wake up; no scheduler repeats one to a percent. */
    private static final double CLOCKWORK = 0.012;

    private static final double AT_ONCE = 0.9;
    private static final double NO_LINK = 0.06;
    private static final double EVEN = 0.5;
    private static final double[] JIFFIES_NS = {4 * MS, 10 * MS};
    private static final double LONGEST_DELAY_NS = 1_100 * MS;
    private static final double A_PART = 0.05;

    /** Up to two jiffies any wait is one of these lengths. */
    private static final double SHORT_ONES = 0.6;

    private static final double NEARLY_ALL = 0.8;

    /** Of a jiffy: the wait of the first packet is to show when its event came. */
    private static final double LONGEST_GAP = 0.2;

    private final Ledger ledger;
    private final TrainShape shape;
    private final String hold =
            "packets wait up to %.1f ms (median of the first of a train; 10 to 90 %%: %.1f to %.1f ms)";
    private final Object[] figures;

    private SliceScore(Ledger ledger, TrainShape shape) {
        this.ledger = ledger;
        this.shape = shape;
        figures = new Object[] {shape.holdNs / MS, shape.holdLowNs / MS, shape.holdHighNs / MS};
    }

    static void weigh(Ledger ledger, TrainShape shape, boolean quota) {
        ledger.consider(Cause.VCPU_STEAL, 0).consider(Cause.XEN_EVENT_DELAY, -0.7);
        SliceScore score = new SliceScore(ledger, shape);
        score.slices();
        score.eventDelay(quota);
    }

    private void slices() {
        // a queue before a link fills step by step, and its packets keep the link's pace
        boolean passes = shape.lonePasses
                && shape.holdHighNs < WIDE * shape.holdLowNs
                && shape.hop.jumpShare() > AT_ONCE
                && (shape.innerNs < NO_LINK * shape.gapNs || shape.hop.innerEvenness() < EVEN);
        double weight;
        if (shape.holdNs < 1 * MS) {
            weight = -3;
        } else if (shape.holdNs < 2 * MS) {
            weight = passes ? 0.8 : -1;
        } else if (shape.holdNs < TimerScore.LONG_HOLD_NS) {
            weight = shape.holdSteady && !passes ? -0.5 : 0.8;
        } else {
            weight = shape.holdNs <= 36 * MS ? 3 : shape.holdNs <= 65 * MS ? 1.5 : 0;
        }
        ledger.note(Cause.VCPU_STEAL, weight, hold, figures);
        if (weight > 0 && passes) {
            ledger.note(Cause.VCPU_STEAL, 1.5, "packets that come alone pass: it runs, or it does not");
        }
        if (weight > 1 && shape.hop.passedShare() > 0.1) {
            ledger.note(
                    Cause.VCPU_STEAL,
                    0.5,
                    "between them %.0f %% pass untouched: it runs, or it does not",
                    100 * shape.hop.passedShare());
        }
        if (shape.holdNs > 2 * MS && shape.continuous() && shape.intervalVariation < CLOCKWORK) {
            ledger.note(
                    Cause.VCPU_STEAL,
                    -4,
                    "a train each %.2f ms exactly, and nothing in between: no scheduler is as regular",
                    shape.intervalNs / MS);
        }
        if (shape.holdHighNs > WIDE * shape.holdLowNs && !shape.sizeFixed && !shape.holdSteady) {
            ledger.note(Cause.VCPU_STEAL, -1.5, "waits of all lengths, and no slice");
        }
    }

    /**
     * Spurious events are acknowledged later and later, by 1, 2, 4, 8 jiffies and so on up to a second (Linux,
     * drivers/xen/events/events_base.c, xen_irq_lateeoi_locked).
     */
    private boolean doubles() {
        for (double jiffyNs : JIFFIES_NS) {
            int lengths = 0;
            double all = 0;
            int longer = 0;
            double shorter = 0;
            for (double delayNs = jiffyNs; delayNs <= LONGEST_DELAY_NS; delayNs *= 2) {
                // from an event within a jiffy, at the first packet or before, to the end of one
                double share = shape.hop.holdsNs().shareBetween(delayNs - 1.05 * jiffyNs - shape.gapNs, 1.02 * delayNs);
                lengths += share > A_PART ? 1 : 0;
                longer += share > A_PART && delayNs > 3 * jiffyNs ? 1 : 0;
                all += share;
                shorter += delayNs > 3 * jiffyNs ? 0 : share;
            }
            if (lengths >= 3
                    && shape.gapNs < LONGEST_GAP * jiffyNs
                    && longer >= 2
                    && all > NEARLY_ALL
                    && shorter < SHORT_ONES) {
                ledger.note(
                        Cause.XEN_EVENT_DELAY,
                        7,
                        "waits of %d lengths, each twice the one before, from a jiffy of %.0f ms: spurious events",
                        lengths,
                        jiffyNs / MS);
                return true;
            }
        }
        return false;
    }

    private void eventDelay(boolean quota) {
        if (doubles()) {
            return;
        }
        double holdNs = shape.holdNs;
        double intervalNs = shape.intervalNs;
        boolean at40 = holdNs >= 34 * MS && holdNs <= 43 * MS;
        boolean at100 = holdNs >= 88 * MS && holdNs <= 104 * MS;
        boolean steady = shape.holdHighNs - shape.holdLowNs < 0.2 * holdNs;
        boolean at8 = holdNs >= 6.5 * MS && intervalNs >= 7 * MS && intervalNs <= 11 * MS;
        boolean at50 = Math.abs(intervalNs - 50 * MS) < 2.5 * MS;
        if (shape.continuous() && (at8 || at40) && !at50 && !quota) {
            ledger.note(
                    Cause.XEN_EVENT_DELAY,
                    4,
                    "one train follows the other, each %.1f ms: %s, and nobody runs in between",
                    intervalNs / MS,
                    at8 ? "xen.event_loop_timeout is 2 jiffies" : "xen.event_eoi_delay is 10 jiffies");
            ledger.note(Cause.VCPU_STEAL, -1.5, "between two slices it would run for a while");
        }
        if ((at40 || at100) && steady) {
            ledger.note(Cause.XEN_EVENT_DELAY, 5, hold + ": xen.event_eoi_delay is 10 jiffies", figures);
            ledger.note(Cause.VCPU_STEAL, -1, "a slice of a scheduler is shorter");
        } else if (holdNs >= TimerScore.LONG_HOLD_NS && at40) {
            ledger.note(Cause.XEN_EVENT_DELAY, 2, hold + ": near the 40 ms of a delayed acknowledgment", figures);
        } else {
            double weight = holdNs < 2 * MS ? -3 : -0.8;
            ledger.note(Cause.XEN_EVENT_DELAY, weight, hold + ": not the 10 jiffies of a delay", figures);
        }
    }
}
