package org.paceline.cli.iperf.measure;

import org.jspecify.annotations.Nullable;
import org.paceline.cli.iperf.client.TestListener;
import org.paceline.pacer.measure.GapError;
import org.paceline.pacer.measure.GapErrorSnapshot;
import org.paceline.pacer.measure.GapHistogram;
import org.paceline.pacer.measure.PacingError;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.pacer.measure.StampDelay;
import org.paceline.probe.analysis.ArrivalSeries;
import org.paceline.probe.analysis.BackToBackThreshold;
import org.paceline.probe.analysis.TrainDetector;
import org.paceline.probe.host.StealTime;
import org.paceline.utcp.runtime.DepartureListener;

/**
 * Writes down when a test's frames with data left, from the end of the omitted time until the last byte is
 * acknowledged.
 *
 * <p>The stack's thread writes, without allocation; the thread of the test starts and stops the log. {@link #summary}
 * may be called when the stack has ended. Beyond its bound the log counts departures and errors and keeps no more
 * times.
 */
public final class DepartureLog implements DepartureListener, TestListener {
    /** Full frames for 4 minutes at 100 Mb/s, 25 s at 1 Gb/s; 24 MB. */
    private static final int MAX_DEPARTURES = 1 << 21;

    private static final int PORTS = 1 << 16;
    private static final double NS_PER_SECOND = 1e9;
    private static final int BITS_PER_BYTE = 8;

    private final long[] releasedNs;
    private final int[] frameBytes;
    private final PacingError errors = new PacingError();
    private final StampDelay stamps = new StampDelay();
    private final GapHistogram gaps = new GapHistogram();
    private final @Nullable GapError[] flows = new GapError[PORTS];
    private volatile boolean counting;
    private volatile StealTime stealAtStart = StealTime.now();
    private volatile long stealMs;
    private long departures;

    public DepartureLog() {
        this(MAX_DEPARTURES);
    }

    DepartureLog(int maxDepartures) {
        this.releasedNs = new long[maxDepartures];
        this.frameBytes = new int[maxDepartures];
    }

    @Override
    public void onCounted() {
        stealAtStart = StealTime.now();
        counting = true;
    }

    @Override
    public void onSendingEnded() {
        counting = false;
        stealMs = StealTime.now().msSince(stealAtStart);
    }

    @Override
    public void departed(int localPort, long plannedAtNs, long releasedAtNs, long gapNs, int lengthBytes) {
        if (!counting) {
            return;
        }
        if (departures < releasedNs.length) {
            releasedNs[(int) departures] = releasedAtNs;
            frameBytes[(int) departures] = lengthBytes;
        }
        departures++;
        gaps.onDeparture(releasedAtNs);
        GapError flow = flow(localPort);
        if (plannedAtNs == UNPLANNED) {
            errors.onUnplannedDeparture();
            flow.onUnplannedDeparture(releasedAtNs, gapNs);
        } else {
            errors.onDeparture(plannedAtNs, releasedAtNs, gapNs);
            flow.onDeparture(plannedAtNs, releasedAtNs, gapNs);
        }
    }

    @Override
    public void late(int localPort, long creditNs, long skippedNs) {
        if (counting) {
            errors.onLateness(creditNs, skippedNs);
        }
    }

    @Override
    public void stamped(int localPort, long plannedAtNs, long releasedAtNs, long stampNs) {
        if (!counting) {
            return;
        }
        if (plannedAtNs == UNPLANNED) {
            stamps.onUnplannedStamp(releasedAtNs, stampNs);
        } else {
            stamps.onStamp(plannedAtNs, releasedAtNs, stampNs);
        }
    }

    /** One object a connection, made at its first departure. */
    private GapError flow(int localPort) {
        GapError known = flows[localPort];
        if (known == null) {
            known = new GapError();
            flows[localPort] = known;
        }
        return known;
    }

    private GapErrorSnapshot gapErrors() {
        GapError all = new GapError();
        for (GapError flow : flows) {
            if (flow != null) {
                all.add(flow);
            }
        }
        return all.snapshot();
    }

    /**
     * What was written down, by the definitions of {@link PacedSummary}.
     *
     * @param policy name of the pacing policy
     * @param noiseFloorNs of the stack's waiter on this host
     * @param grants, cost of the stack's thread
     * @param holding what held the gaps
     */
    public PacedSummary summary(
            String policy, Percentiles noiseFloorNs, ThreadGrants grants, ThreadCost cost, GapHolding holding) {
        ArrivalSeries series = new ArrivalSeries();
        int observed = (int) Math.min(departures, releasedNs.length);
        int longestBytes = 1;
        for (int departure = 0; departure < observed; departure++) {
            series.add(releasedNs[departure], frameBytes[departure]);
            longestBytes = Math.max(longestBytes, frameBytes[departure]);
        }
        BackToBackThreshold threshold = BackToBackThreshold.virtualLink(rateBitsPerSecond(series), 0);
        TrainDetector trains = new TrainDetector(threshold);
        trains.addRound(series);
        return new PacedSummary(
                policy,
                errors.snapshot(),
                gaps.snapshot(),
                gapErrors(),
                stamps.snapshot(),
                trains.backToBackShare(),
                trains.lengths().weightedMean(),
                noiseFloorNs,
                stealMs,
                threshold.thetaNs(longestBytes),
                departures - observed,
                grants,
                cost,
                holding);
    }

    /** The rate at which all streams together left, which caps the threshold of fast flows. */
    private static long rateBitsPerSecond(ArrivalSeries series) {
        if (series.frames() < 2) {
            return 1;
        }
        long bytes = 0;
        for (int frame = 1; frame < series.frames(); frame++) {
            bytes += series.frameBytes(frame);
        }
        long elapsedNs = series.timeNs(series.frames() - 1) - series.timeNs(0);
        return Math.max(1, (long) (NS_PER_SECOND * BITS_PER_BYTE * bytes / Math.max(1, elapsedNs)));
    }
}
