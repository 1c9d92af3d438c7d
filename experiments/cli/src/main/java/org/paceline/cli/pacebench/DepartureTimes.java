package org.paceline.cli.pacebench;

import java.util.Arrays;
import org.paceline.pacer.measure.Percentiles;
import org.paceline.utcp.runtime.DepartureListener;

/**
 * When full frames were due and when they left, without those of the warm-up. One thread writes, without allocation;
 * read when it has ended. What does not fit is counted.
 */
final class DepartureTimes implements DepartureListener {
    /** Ten seconds at 5 Gb/s, 50 s at 1 Gb/s; 33 MB. */
    private static final int MAX_DEPARTURES = 1 << 22;

    private final long warmUpNs;
    private final long[] errorsNs;
    private volatile boolean stopped;
    private long firstNs;
    private boolean begun;
    private int planned;
    private long departures;
    private long unplanned;
    private boolean sorted;

    /** @param expected how many to make room for */
    DepartureTimes(long warmUpNs, long expected) {
        this.warmUpNs = warmUpNs;
        errorsNs = new long[(int) Math.min(Math.max(1, expected), MAX_DEPARTURES)];
    }

    @Override
    public void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        if (!begun) {
            begun = true;
            firstNs = releasedNs;
        }
        if (stopped || releasedNs - firstNs < warmUpNs) {
            return;
        }
        departures++;
        if (plannedNs == UNPLANNED) {
            unplanned++;
        } else if (planned < errorsNs.length) {
            errorsNs[planned++] = releasedNs - plannedNs;
        }
    }

    /** What leaves from now on is no longer the bench's. */
    void stop() {
        stopped = true;
    }

    long departures() {
        return departures;
    }

    /** Departures that found their time past already, so that no error of theirs is known. */
    long unplanned() {
        return unplanned;
    }

    /** Released minus planned; exact. */
    Percentiles errorNs() {
        sort();
        return new Percentiles(at(50), at(90), at(99), at(99.9), at(100));
    }

    /** Nearest rank; 0 without planned departures. */
    long at(double percent) {
        sort();
        int rank = (int) Math.ceil(percent / 100 * planned);
        return planned == 0 ? 0 : errorsNs[Math.min(Math.max(rank, 1), planned) - 1];
    }

    /** Share of all departures that were planned and missed their time by at most {@code toleranceNs}. */
    double shareWithin(long toleranceNs) {
        long within = 0;
        for (int each = 0; each < planned; each++) {
            within += Math.abs(errorsNs[each]) <= toleranceNs ? 1 : 0;
        }
        return (double) within / Math.max(1, departures);
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(errorsNs, 0, planned);
            sorted = true;
        }
    }
}
