package org.paceline.probe.analysis.cause;

import org.paceline.probe.analysis.CreditQuota;

/** Weighs a vif's rate limit: netback refills a credit of bytes at intervals, 50 ms where nobody chose another. */
final class CreditScore {
    private static final double MS = 1e6;

    /** 13 jiffies at HZ=250, where 50 ms are 12.5. */
    private static final double REFILL_IN_JIFFIES_NS = 52 * MS;

    private static final double NEAR = 0.015;

    /** A limit that is met at times only leaves longer intervals between. */
    private static final double MANY = 0.4;

    private static final double ALIGNED = 0.9;
    private static final double SOME = 0.05;

    private static final double LEAST_BURST_BYTES = 131_072;

    private final Ledger ledger;
    private final TrainShape shape;
    private final BurstFeatures features;

    private CreditScore(Ledger ledger, TrainShape shape, BurstFeatures features) {
        this.ledger = ledger;
        this.shape = shape;
        this.features = features;
    }

    static void weigh(Ledger ledger, TrainShape shape, BurstFeatures features) {
        ledger.consider(Cause.XEN_CREDIT, -0.5);
        CreditScore score = new CreditScore(ledger, shape, features);
        if (!score.windows()) {
            score.period();
        }
        score.amount();
    }

    /** More is sent than is let through: the delay grows, or packets are lost. */
    private static boolean overrun(TrainShape shape, BurstFeatures features) {
        return shape.hop.growth() > 0.005 || features.lostShare() > 0.02;
    }

    /** The same bytes at the same interval, and more is sent than that. */
    static boolean quota(TrainShape shape, BurstFeatures features) {
        return overrun(shape, features)
                && shape.hop.trainBytes().robustVariation() < 0.08
                && shape.intervalVariation < 0.05
                && shape.intervalNs > TimerScore.LONG_HOLD_NS;
    }

    private boolean windows() {
        CreditQuota credit = shape.hop.credit();
        if (!credit.known()) {
            return false;
        }
        ledger.note(
                Cause.XEN_CREDIT,
                7,
                "%.0f bytes every %.1f ms, the same in %.0f %% of %d windows, and then none for %.1f ms while others"
                        + " wait: a vif's credit is refilled each %.0f ms",
                credit.bytes(),
                credit.intervalNs() / MS,
                100 * credit.steadyShare(),
                credit.windows(),
                credit.silenceNs() / MS,
                credit.refillNs() / MS);
        String others = "nothing passes for %.1f ms while packets wait: %s";
        double silenceMs = credit.silenceNs() / MS;
        ledger.note(Cause.BRIDGE_CONGESTION, -3, others, silenceMs, "a link with a queue does not stand still");
        ledger.note(Cause.VCPU_STEAL, -1.5, others, silenceMs, "whoever runs takes what stands there");
        return true;
    }

    private void period() {
        double near = Math.max(
                shape.hop.intervalsNs().shareNear(CreditQuota.USUAL_REFILL_NS, NEAR),
                shape.hop.intervalsNs().shareNear(REFILL_IN_JIFFIES_NS, NEAR));
        boolean period =
                Math.abs(shape.intervalNs - CreditQuota.USUAL_REFILL_NS) < 2.5 * MS && shape.intervalVariation < 0.12;
        boolean aligned = shape.hop.gridAlignment() > ALIGNED
                && shape.intervalNs > 0.9 * CreditQuota.USUAL_REFILL_NS
                && near > SOME;
        if (period || near > MANY || aligned) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    5.5,
                    "trains every %.1f ms, %.0f %% of them at 50 ms, on a grid of that by %.2f of 1:"
                            + " a vif's credit is refilled each 50 ms",
                    shape.intervalNs / MS,
                    100 * near,
                    shape.hop.gridAlignment());
            ledger.note(Cause.VCPU_STEAL, -1.5, "a period of 50 ms is none of a scheduler");
        } else {
            ledger.note(Cause.XEN_CREDIT, -2, "no period of 50 ms (median %.2f ms)", shape.intervalNs / MS);
        }
    }

    private void amount() {
        double bytes = shape.hop.trainBytes().median();
        boolean bytesSteady = shape.hop.trainBytes().robustVariation() < 0.08;
        boolean overrun = overrun(shape, features);
        boolean longHold = shape.holdNs >= TimerScore.LONG_HOLD_NS;
        if (quota(shape, features)) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    5,
                    "%.0f bytes every %.1f ms, and what is more is kept or lost: a credit that is refilled",
                    bytes,
                    shape.intervalNs / MS);
            ledger.note(Cause.VCPU_STEAL, -1, "whoever runs again makes up for all of it");
        }
        if (longHold && overrun && bytesSteady && shape.intervalVariation < 0.08) {
            ledger.note(
                    Cause.XEN_CREDIT, 1.2, "each train has the same %.0f bytes, at the same interval: a quota", bytes);
        }
        if (Math.abs(bytes - LEAST_BURST_BYTES) < 0.05 * LEAST_BURST_BYTES && bytesSteady) {
            ledger.note(Cause.XEN_CREDIT, 3, "trains of 128 KiB: the least credit burst of netback");
        }
        if (longHold && overrun) {
            ledger.note(
                    Cause.XEN_CREDIT,
                    0.8,
                    "delay grows by %.1f ms a second and %.1f %% are lost: more is sent than is let through",
                    1000 * shape.hop.growth(),
                    100 * features.lostShare());
        }
    }
}
