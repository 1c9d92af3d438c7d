package org.paceline.cli.sweep;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.station.Station;
import org.paceline.cli.iperf.station.StationSettings;
import org.paceline.journal.JournalWriter;
import org.paceline.journal.RunManifest;
import org.paceline.probe.sweep.SweepPlan;
import org.paceline.probe.sweep.SweepProgress;
import org.paceline.probe.sweep.SweepResult;
import org.paceline.probe.sweep.SweepRun;
import org.paceline.utcp.runtime.DepartureListener;

/** A gap sweep over our own TCP, from a station of its own: opens it, sweeps, closes it. */
public final class UtcpSweep {
    private final StationSettings settings;
    private final RunManifest manifest;

    /** @param manifest what the journal, if there is one, begins with */
    public UtcpSweep(StationSettings settings, RunManifest manifest) {
        this.settings = settings;
        this.manifest = manifest;
    }

    /**
     * Runs a sweep.
     *
     * @param notes hears of what was asked for and not granted, and of what holds the gaps
     * @throws org.paceline.probe.sweep.SweepException when there is no receiver, or it went away
     * @throws org.paceline.nic.DeviceException when the device cannot be used
     * @throws org.paceline.journal.JournalException when the journal cannot be written
     */
    public SweepResult run(InetSocketAddress receiver, SweepPlan plan, Consumer<String> notes) {
        @Nullable Path folder = settings.journal();
        if (folder == null) {
            return run(receiver, plan, notes, DepartureListener.NONE);
        }
        try (JournalWriter journal = JournalWriter.create(folder, manifest)) {
            return run(receiver, plan, notes, journal);
        }
    }

    private SweepResult run(
            InetSocketAddress receiver, SweepPlan plan, Consumer<String> notes, DepartureListener journal) {
        TrainDepartures departures = new TrainDepartures();
        try (Station station = Station.open(settings, departures.andThen(journal))) {
            SweepResult result = SweepRun.over(
                    () -> UtcpLink.open(station, departures, receiver, plan), receiver, plan, SweepProgress.SILENT);
            station.refusals().forEach(notes);
            if (station.ipg().granted()) {
                notes.accept("gaps held by " + station.ipg().mechanism().label() + ": "
                        + station.ipg().reason());
            }
            return result;
        }
    }
}
