package org.paceline.probe.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gathers what speaks for and against candidates of which one is true. Weights are natural logarithms of odds, set by
 * hand from how hard each sign is to have by accident: 6 for a name that only the candidate gives, 1 for a habit that
 * several share. Not thread-safe.
 */
final class Ballot<C extends Enum<C>> {
    /** Text of firmware and devices is whatever somebody wrote there. */
    private static final int MOST_CHARACTERS = 80;

    private final Map<C, Double> weights;
    private final Map<C, List<String>> evidence;

    Ballot(Class<C> candidates) {
        weights = new EnumMap<>(candidates);
        evidence = new EnumMap<>(candidates);
    }

    /** A candidate, with what is known of it before anything was read. */
    Ballot<C> consider(C candidate, double prior) {
        weights.merge(candidate, prior, Double::sum);
        return this;
    }

    /** @param finding what was read and where */
    Ballot<C> note(C candidate, double weight, String finding) {
        weights.merge(candidate, weight, Double::sum);
        evidence.computeIfAbsent(candidate, unused -> new ArrayList<>())
                .add((weight < 0 ? "against: " : "") + printable(finding));
        return this;
    }

    /** What speaks for all that were considered so far, but for one. */
    void noteOthers(C except, double weight, String finding) {
        for (C candidate : List.copyOf(weights.keySet())) {
            if (candidate != except) {
                note(candidate, weight, finding);
            }
        }
    }

    /** The candidates that were considered, most likely first. */
    List<Vote<C>> votes() {
        double highest =
                weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double sum = weights.values().stream()
                .mapToDouble(weight -> Math.exp(weight - highest))
                .sum();
        List<Vote<C>> votes = new ArrayList<>();
        weights.forEach((candidate, weight) -> votes.add(
                new Vote<>(candidate, Math.exp(weight - highest) / sum, evidence.getOrDefault(candidate, List.of()))));
        votes.sort(
                Comparator.comparingDouble((Vote<C> vote) -> vote.confidence()).reversed());
        return votes;
    }

    static String printable(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return clean.length() <= MOST_CHARACTERS
                ? clean
                : String.format(Locale.ROOT, "%s...", clean.substring(0, MOST_CHARACTERS));
    }
}
