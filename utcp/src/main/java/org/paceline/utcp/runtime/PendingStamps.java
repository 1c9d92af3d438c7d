package org.paceline.utcp.runtime;

import java.util.Arrays;
import org.paceline.nic.TxStamps;

/**
 * Departures whose transmit stamp has not come yet. Holds the last {@link #CAPACITY}: a stamp that comes later finds
 * its place taken and is passed over, as are those of frames without data. Belongs to the loop's thread.
 */
final class PendingStamps {
    /** More frames than a turn of the loop sends. */
    static final int CAPACITY = 256;

    private final TxStamps stamps;
    private final DepartureListener listener;
    private final long[] numbers = new long[CAPACITY];
    private final int[] localPorts = new int[CAPACITY];
    private final long[] plannedNs = new long[CAPACITY];
    private final long[] releasedNs = new long[CAPACITY];

    PendingStamps(TxStamps stamps, DepartureListener listener) {
        this.stamps = stamps;
        this.listener = listener;
        Arrays.fill(numbers, -1);
    }

    /** The frame that the device took last. */
    void departed(int localPort, long planned, long released) {
        if (!stamps.offered()) {
            return;
        }
        int slot = (int) (stamps.sentNumber() % CAPACITY);
        numbers[slot] = stamps.sentNumber();
        localPorts[slot] = localPort;
        plannedNs[slot] = planned;
        releasedNs[slot] = released;
    }

    /** Takes the stamps that have come. */
    void collect() {
        while (stamps.offered() && stamps.next()) {
            int slot = (int) (stamps.number() % CAPACITY);
            if (numbers[slot] == stamps.number()) {
                listener.stamped(localPorts[slot], plannedNs[slot], releasedNs[slot], stamps.stampNs());
            }
        }
    }
}
