package org.paceline.probe.analysis.cause;

import java.util.List;

/**
 * Whether packets were moved together, and by whom.
 *
 * @param coalesced packets that were planned or sent apart stand together at the last point
 * @param confidence how much the observation can carry
 * @param where the spacing was lost: 0 at the sender, 1 at the first hop, and so on; -1 when it was kept
 * @param causes most likely first; the likelihoods sum to 1
 */
public record Verdict(boolean coalesced, Confidence confidence, int where, List<CauseLikelihood> causes) {
    public Verdict {
        causes = List.copyOf(causes);
    }

    /** How much a verdict can be relied on. */
    public enum Confidence {
        /**
         * One point of observation, or few packets of all: it may be a cause that stands first, but others fit as well.
         */
        LOW,
        /** Two points, one cause clearly before the others. */
        MEDIUM,
        /** As medium, with facts of the host, or at three points. */
        HIGH
    }

    /** The same, which less of the packets carry than it seemed. */
    public Verdict doubted() {
        return new Verdict(coalesced, Confidence.LOW, where, causes);
    }

    /** The most likely cause. */
    public Cause first() {
        return causes.get(0).cause();
    }
}
