package org.paceline.cli.sweep;

import java.util.Arrays;
import org.paceline.utcp.runtime.DepartureListener;

/** When the segments of one train left. Filled by the stack's thread, read by the one that sends the trains. */
final class TrainDepartures implements DepartureListener {
    private long[] timesNs = new long[64];
    private int departures;

    synchronized void clear() {
        departures = 0;
    }

    /** The device got the frame when it left, or ahead of its time where something below holds it until then. */
    @Override
    public synchronized void departed(int localPort, long plannedNs, long releasedNs, long gapNs, int frameBytes) {
        if (departures == timesNs.length) {
            timesNs = Arrays.copyOf(timesNs, 2 * departures);
        }
        timesNs[departures++] = Math.max(plannedNs, releasedNs);
    }

    synchronized long[] timesNs() {
        return Arrays.copyOf(timesNs, departures);
    }
}
