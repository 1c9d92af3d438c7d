package org.paceline.probe.host;

import java.util.List;

/**
 * How likely one candidate is, and what says so.
 *
 * @param confidence 0 to 1; those of all candidates of a ballot sum to 1
 * @param evidence what was read where; what speaks against begins with "against: "
 */
public record Vote<C>(C candidate, double confidence, List<String> evidence) {
    public Vote {
        evidence = List.copyOf(evidence);
    }
}
