package org.paceline.probe.analysis.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What speaks for and against each cause, as weights in natural logarithms of odds; the likelihoods follow from their
 * sums. Not thread-safe.
 */
final class Ledger {
    private final Map<Cause, Double> weights = new EnumMap<>(Cause.class);
    private final Map<Cause, List<String>> evidence = new EnumMap<>(Cause.class);

    /** Takes a cause into consideration, with what is known before any evidence. */
    Ledger consider(Cause cause, double prior) {
        weights.merge(cause, prior, Double::sum);
        return this;
    }

    /** Adds to a cause that is considered; the text says the finding, with figures. */
    Ledger note(Cause cause, double weight, String format, Object... figures) {
        weights.merge(cause, weight, Double::sum);
        String text = String.format(Locale.ROOT, format, figures);
        evidence.computeIfAbsent(cause, unused -> new ArrayList<>()).add((weight < 0 ? "against: " : "") + text);
        return this;
    }

    /** The weight of the best cause so far. */
    double highest() {
        return weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** All causes, most likely first; what was never considered gets nothing. */
    List<CauseLikelihood> likelihoods() {
        double highest = highest();
        double sum = weights.values().stream()
                .mapToDouble(weight -> Math.exp(weight - highest))
                .sum();
        List<CauseLikelihood> all = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            double weight = weights.getOrDefault(cause, Double.NEGATIVE_INFINITY);
            List<String> findings = evidence.getOrDefault(cause, List.of("nothing of the observation points to it"));
            all.add(new CauseLikelihood(cause, Math.exp(weight - highest) / sum, findings));
        }
        all.sort(Comparator.comparingDouble(CauseLikelihood::likelihood).reversed());
        return all;
    }
}
