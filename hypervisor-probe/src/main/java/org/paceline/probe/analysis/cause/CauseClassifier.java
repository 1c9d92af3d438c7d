package org.paceline.probe.analysis.cause;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.HopFeatures;
import org.paceline.probe.analysis.SenderFeatures;
import org.paceline.probe.analysis.cause.Verdict.Confidence;

/**
 * From features to a verdict: a pure function. It first decides whether packets stand together that were sent apart,
 * and where, then weighs the causes that act at that place. Weights are natural logarithms of odds, set by hand from
 * the mechanisms and checked on coalescers of known kind.
 */
public final class CauseClassifier {
    /** Trains of three and more do not come from jitter; this share of packets in them is no accident. */
    private static final double LONG_TRAIN_SHARE = 0.015;

    /** Pairs do come from jitter. */
    private static final double PAIR_SHARE = 0.2;

    /** A short packet right behind a long one waits for that one's serialization, 12 us at 1 Gb/s, and no more. */
    private static final double PAIR_HOLD_NS = 14_000;

    /** A few long stalls are found although they hold a small share of all packets. */
    private static final double RARE_SHARE = 0.004;

    private static final int RARE_TRAIN = 8;
    private static final double RARE_HOLD_NS = 2e6;

    /** Frames of several segments: one in twenty packets travelled in such a one. */
    private static final double MERGED_SHARE = 0.05;

    /** Fewer packets carry no verdict. */
    private static final int MIN_PACKETS = 50;

    private static final double CLEAR_LIKELIHOOD = 0.6;
    private static final int MANY_PACKETS = 500;

    private CauseClassifier() {}

    public static Verdict classify(BurstFeatures features) {
        Ledger ledger = new Ledger();
        int hopNumber = features.worstHop();
        @Nullable HopFeatures hop = hopNumber == 0 ? null : features.hops().get(hopNumber - 1);
        double atHop = hop == null ? 0 : hopLoss(hop);
        double atSender = features.sender() == null ? 0 : senderLoss(features.sender());
        boolean mergedThere = features.mergedLastShare() > MERGED_SHARE
                && features.mergedLastShare() > 2 * features.mergedFirstShare();
        boolean mergedHere = features.mergedFirstShare() > MERGED_SHARE;
        @Nullable TrainShape shape = null;
        int where;
        if (mergedThere) {
            where = Math.max(1, features.hops().size());
            merged(ledger, Cause.RECEIVE_COALESCING, features.mergedLastShare(), "the last point only");
        } else if (mergedHere) {
            where = 0;
            merged(ledger, Cause.SEGMENTATION_OFFLOAD, features.mergedFirstShare(), "the first point already");
        } else if (hop != null && atHop >= 1 && (atSender < 1 || movedShare(hop) >= caughtUpShare(features))) {
            where = hopNumber;
            shape = new TrainShape(hop, features.lostShare());
            HopScore.weigh(ledger, shape, features);
        } else if (features.sender() != null && atSender >= 1) {
            where = 0;
            SenderScore.weigh(ledger, features.sender(), features);
        } else {
            where = -1;
            kept(ledger, features, hop, Math.max(atHop, atSender));
        }
        double stalledShare = features.sender() == null ? 0 : features.sender().stalledShare();
        HostScore.weigh(ledger, features.host(), where, stalledShare);
        CoincidenceScore.weigh(ledger, features.host(), where);
        if (shape != null) {
            HopScore.unknown(ledger, shape);
        }
        List<CauseLikelihood> causes = ledger.likelihoods();
        return new Verdict(where >= 0, confidence(features, causes), where, causes);
    }

    /** 1 and more when a hop moved packets together. */
    private static double hopLoss(HopFeatures hop) {
        boolean rare = hop.lengths().max() >= RARE_TRAIN && hop.holdsNs().median() >= RARE_HOLD_NS;
        double limit = rare ? RARE_SHARE : LONG_TRAIN_SHARE;
        return Math.max(hop.shareInTrainsFrom(3) / limit, pairShare(hop) / PAIR_SHARE);
    }

    private static double pairShare(HopFeatures hop) {
        return hop.holdsNs().median() < PAIR_HOLD_NS ? 0 : hop.shareInTrainsFrom(2);
    }

    /** Where both a hop and the sender are to blame, the one that moved more packets is named. */
    private static double movedShare(HopFeatures hop) {
        return pairShare(hop) >= PAIR_SHARE ? pairShare(hop) : hop.shareInTrainsFrom(3);
    }

    private static double caughtUpShare(BurstFeatures features) {
        return features.sender() == null ? 0 : features.sender().caughtUpShare();
    }

    /** 1 and more when the sender itself sent packets together that its own pace would have kept apart. */
    private static double senderLoss(SenderFeatures sender) {
        if (sender.poisson() || sender.stalls() == 0 || sender.applicationBursts()) {
            return 0;
        }
        boolean rare = sender.longestTrain() >= RARE_TRAIN && sender.stallsNs().median() >= RARE_HOLD_NS;
        return sender.caughtUpShare() / (rare ? RARE_SHARE : LONG_TRAIN_SHARE);
    }

    private static void merged(Ledger ledger, Cause cause, double share, String place) {
        ledger.consider(cause, 4);
        ledger.note(
                cause,
                2,
                "%.0f %% of the packets are parts of frames longer than a segment, at %s",
                100 * share,
                place);
        ledger.consider(Cause.UNKNOWN, 0);
    }

    private static void kept(Ledger ledger, BurstFeatures features, @Nullable HopFeatures hop, double nearness) {
        double sureness = Math.min(
                1, features.sender() == null ? 0 : (double) features.sender().packets() / MIN_PACKETS);
        ledger.consider(Cause.UNKNOWN, 1);
        if (hop != null) {
            ledger.note(
                    Cause.NONE,
                    1 + 3 * sureness - 2 * nearness,
                    "%.2f %% of the packets arrived in trains of three and more although they were sent apart,"
                            + " %.2f %% in pairs and more",
                    100 * hop.shareInTrainsFrom(3),
                    100 * hop.shareInTrainsFrom(2));
        }
        if (features.sender() != null && features.sender().applicationBursts()) {
            ledger.note(
                    Cause.NONE,
                    hop == null ? 1 + 2 * sureness : 0.5,
                    "%.0f %% of the packets leave in trains that do not make up for the silence before them:"
                            + " the application's own bursts",
                    100 * features.sender().togetherShare());
        } else if (features.sender() != null) {
            ledger.note(
                    Cause.NONE,
                    hop == null ? 1 + 2 * sureness - 2 * nearness : 0.5,
                    "the first point itself shows %d stalls that a train followed, %.2f %% of the packets",
                    features.sender().stalls(),
                    100 * features.sender().caughtUpShare());
        }
    }

    private static Confidence confidence(BurstFeatures features, List<CauseLikelihood> causes) {
        boolean clear = causes.get(0).likelihood() >= CLEAR_LIKELIHOOD;
        boolean many = features.sender() != null && features.sender().packets() >= MANY_PACKETS;
        if (features.hops().isEmpty() || !clear || !many) {
            return Confidence.LOW;
        }
        boolean hostKnown = !Double.isNaN(features.host().stealShare());
        return hostKnown || features.hops().size() > 1 ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
