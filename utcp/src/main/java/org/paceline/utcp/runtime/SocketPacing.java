package org.paceline.utcp.runtime;

import org.jspecify.annotations.Nullable;
import org.paceline.pacer.measure.GapHistogram;
import org.paceline.pacer.measure.PacingError;
import org.paceline.utcp.tcp.Departure;

/**
 * How one socket's data leaves. The histograms take some hundred KiB: they are made for the first departure, and of a
 * connection that sends no more only the report is kept. Belongs to the loop's thread.
 */
final class SocketPacing {
    private @Nullable Measured measured;
    private @Nullable PacingReport settled;

    /** What is recorded while data leaves. */
    private record Measured(PacingError error, GapHistogram gaps) {
        Measured() {
            this(new PacingError(), new GapHistogram());
        }

        PacingReport report() {
            return new PacingReport(error.snapshot(), gaps.snapshot());
        }
    }

    /** Text left at {@code releasedNs}; after {@link #settle} there is none. */
    void departed(Departure departure, long releasedNs) {
        if (settled != null) {
            return;
        }
        Measured now = measured;
        if (now == null) {
            now = new Measured();
            measured = now;
        }
        now.gaps.onDeparture(releasedNs);
        if (departure.creditNs() > 0 || departure.skippedNs() > 0) {
            now.error.onLateness(departure.creditNs(), departure.skippedNs());
        }
        if (departure.waited()) {
            now.error.onDeparture(departure.plannedNs(), releasedNs, departure.gapNs());
        } else {
            now.error.onUnplannedDeparture();
        }
    }

    /** The connection has sent all that it will. */
    void settle() {
        if (measured != null) {
            settled = measured.report();
            measured = null;
        }
    }

    PacingReport report() {
        if (settled != null) {
            return settled;
        }
        return measured == null ? new Measured().report() : measured.report();
    }

    /** Whether it holds histograms at the moment. */
    boolean measuring() {
        return measured != null;
    }
}
