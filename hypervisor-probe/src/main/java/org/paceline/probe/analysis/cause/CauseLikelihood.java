package org.paceline.probe.analysis.cause;

import java.util.List;

/**
 * How likely one cause is.
 *
 * @param likelihood 0 to 1; those of a verdict sum to 1
 * @param evidence what speaks for it and against it, in words and figures
 */
public record CauseLikelihood(Cause cause, double likelihood, List<String> evidence) {
    public CauseLikelihood {
        evidence = List.copyOf(evidence);
    }
}
