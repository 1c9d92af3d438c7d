package org.paceline.cli.iperf.station;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.FanOut;
import org.paceline.cli.iperf.client.IperfClient;
import org.paceline.cli.iperf.client.SendSettings;
import org.paceline.cli.iperf.client.TestSummary;
import org.paceline.cli.iperf.measure.DepartureLog;
import org.paceline.cli.iperf.measure.GapHolding;
import org.paceline.cli.iperf.protocol.IperfException;
import org.paceline.cli.iperf.report.TestReport;
import org.paceline.journal.JournalException;
import org.paceline.journal.JournalWriter;
import org.paceline.journal.RunManifest;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;
import org.paceline.utcp.runtime.IpgChoice;

/** One test from a station of its own: opens it, runs, reports, closes. Ctrl-C ends it early and in order. */
public final class PacedTest {
    /** How long the end of the process waits for an interrupted test; the user has waited already. */
    private static final long FAREWELL_S = 5;

    private final SendSettings settings;
    private final StationSettings stationSettings;
    private final String policy;
    private final RunManifest manifest;

    /**
     * A test to run.
     *
     * @param policy name of the pacing policy, for the report
     * @param manifest what the journal, if there is one, begins with
     */
    public PacedTest(SendSettings settings, StationSettings stationSettings, String policy, RunManifest manifest) {
        this.settings = settings;
        this.stationSettings = stationSettings;
        this.policy = policy;
        this.manifest = manifest;
    }

    /**
     * Runs the test and reports its end; a failure is thrown and not reported.
     *
     * @param warnings hears of what was asked for and not granted
     * @throws IperfException when the test did not come to its end
     * @throws org.paceline.nic.DeviceException when the device cannot be used
     */
    public void run(TestReport report, Consumer<String> warnings) throws IperfException {
        Path folder = stationSettings.journal();
        if (folder == null) {
            run(report, warnings, DepartureListener.NONE);
            return;
        }
        try (JournalWriter journal = JournalWriter.create(folder, manifest)) {
            run(report, warnings, journal);
        } catch (JournalException incomplete) {
            throw new IperfException(String.valueOf(incomplete.getMessage()), incomplete);
        }
    }

    private void run(TestReport report, Consumer<String> warnings, DepartureListener journal) throws IperfException {
        DepartureLog log = new DepartureLog();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = null;
        TestSummary summary;
        Percentiles noiseFloorNs;
        try {
            Station station = Station.open(stationSettings, log.andThen(journal));
            CostMeter cost = new CostMeter(station::use);
            try (station) {
                noiseFloorNs = noiseFloor(station);
                station.refusals().forEach(warnings);
                IperfClient client =
                        new IperfClient(settings, station.transport(), new FanOut(report.listener(), log, cost));
                hook = new Thread(() -> endInOrder(client, ended), "interrupt");
                Runtime.getRuntime().addShutdownHook(hook);
                summary = client.run();
            }
            if (station.uncapturedFrames() > 0) {
                warnings.accept(
                        "the capture lacks " + station.uncapturedFrames() + " frames: the disk did not keep up");
            }
            // the stack has ended, so the log is complete and nobody writes to it
            report.finished(
                    summary, log.summary(policy, noiseFloorNs, station.grants(), cost.cost(), holding(station.ipg())));
        } finally {
            ended.countDown();
            forget(hook);
        }
    }

    private static Percentiles noiseFloor(Station station) throws IperfException {
        try {
            return station.noiseFloor();
        } catch (IOException stackEnded) {
            throw new IperfException(String.valueOf(stackEnded.getMessage()), stackEnded);
        }
    }

    private static void endInOrder(IperfClient client, CountDownLatch ended) {
        client.interrupt();
        try {
            ended.await(FAREWELL_S, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static GapHolding holding(IpgChoice choice) {
        return new GapHolding(choice.mechanism().label(), choice.granted(), choice.reason());
    }

    private static void forget(@Nullable Thread hook) {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // it runs already, and what it waits for has come
        }
    }
}
