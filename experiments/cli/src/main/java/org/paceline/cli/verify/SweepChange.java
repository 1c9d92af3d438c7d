package org.paceline.cli.verify;

import java.util.ArrayList;
import java.util.List;
import org.paceline.probe.sweep.GapPoint;

/**
 * The same sweep before a remedy, in which bursts were found, and after it.
 *
 * @param remedy that was applied between the two
 */
public record SweepChange(Remedy remedy, SweepFinding before, SweepFinding after) {
    /** By how much trains of two sweeps over a path that nobody changed may differ; set by hand. */
    private static final double UNCHANGED_WITHIN = 0.25;

    /** One gap before and after. */
    public record Row(GapPoint before, GapPoint after) {}

    /** A row a gap, shortest first; both sweeps have the same gaps. */
    public List<Row> rows() {
        List<GapPoint> first = before.sweep().curve();
        List<GapPoint> second = after.sweep().curve();
        List<Row> rows = new ArrayList<>();
        for (int gap = 0; gap < first.size(); gap++) {
            rows.add(new Row(first.get(gap), second.get(gap)));
        }
        return rows;
    }

    /** By the verdict after it; where bursts remain, by how much longer than one packet the mean train is. */
    public Outcome outcome() {
        if (!after.coalesced()) {
            return Outcome.GONE;
        }
        double excessBefore = before.sweep().seenTrainMean() - 1;
        double excessAfter = after.sweep().seenTrainMean() - 1;
        if (excessAfter < (1 - UNCHANGED_WITHIN) * excessBefore) {
            return Outcome.LESS;
        }
        return excessAfter > (1 + UNCHANGED_WITHIN) * excessBefore ? Outcome.MORE : Outcome.SAME;
    }
}
