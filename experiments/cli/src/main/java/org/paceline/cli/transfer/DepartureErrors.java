package org.paceline.cli.transfer;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.PacingError;
import org.paceline.pacer.measure.PacingErrorSnapshot;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;

/** Gathers how late a sender's frames left. Fed by the loop's thread; read when that has ended. */
final class DepartureErrors implements DepartureListener {
    private final PacingError errors = new PacingError();

    @Override
    public void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        if (plannedNs == UNPLANNED) {
            errors.onUnplannedDeparture();
        } else {
            errors.onDeparture(plannedNs, releasedNs, gapNs);
        }
    }

    /** Null when no departure had been planned. */
    @Nullable
    Percentiles percentiles() {
        PacingErrorSnapshot snapshot = errors.snapshot();
        return snapshot.departures() == snapshot.unplanned() ? null : snapshot.errorNs();
    }
}
