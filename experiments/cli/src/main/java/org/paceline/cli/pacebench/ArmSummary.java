package org.paceline.cli.pacebench;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** An arm's turns: medians over its rounds, and the medians of its ratios to the bare loop of the same round. */
record ArmSummary(Arm arm, List<Turn> turns, List<Turn> bareTurns) {
    static ArmSummary of(Arm arm, List<Turn> all) {
        return new ArmSummary(
                arm,
                all.stream().filter(turn -> turn.arm().equals(arm)).toList(),
                all.stream().filter(turn -> arm.measuredAgainst(turn.arm())).toList());
    }

    /** Why its first refused turn was, null when each one ran. */
    @Nullable
    String refusal() {
        return turns.stream()
                .map(Turn::refusal)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** NaN for an arm that plans no departures. */
    double errorNs(double percent) {
        return median(turns, turn -> errorNs(turn, percent));
    }

    /** Share of all departures within {@code toleranceNs} of their plan. */
    double errorWithin(long toleranceNs) {
        return median(turns, turn -> {
            DepartureTimes times = turn.departures();
            return times == null ? Double.NaN : times.shareWithin(toleranceNs);
        });
    }

    /** Median over the rounds of this arm's error over the bare loop's in the same round; NaN without one. */
    double errorRatio(double percent) {
        return median(turns, turn -> bareTurns.stream()
                .filter(bare -> bare.round() == turn.round())
                .mapToDouble(bare -> errorNs(turn, percent) / errorNs(bare, percent))
                .findFirst()
                .orElse(Double.NaN));
    }

    double unplannedShare() {
        return median(turns, turn -> {
            DepartureTimes times = turn.departures();
            return times == null ? Double.NaN : (double) times.unplanned() / Math.max(1, times.departures());
        });
    }

    double seen(ToDoubleFunction<Turn.Seen> figure) {
        return median(turns, turn -> {
            Turn.Seen seen = turn.seen();
            return seen == null ? Double.NaN : figure.applyAsDouble(seen);
        });
    }

    double cpuShare() {
        return median(turns, turn -> {
            Sent sent = turn.sent();
            return sent == null ? Double.NaN : sent.cpuShare();
        });
    }

    private static double errorNs(Turn turn, double percent) {
        DepartureTimes times = turn.departures();
        return times == null ? Double.NaN : times.at(percent);
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        double[] known = turns.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int middle = known.length / 2;
        if (known.length == 0) {
            return Double.NaN;
        }
        return known.length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
    }
}
