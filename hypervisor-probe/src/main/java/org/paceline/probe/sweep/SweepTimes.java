package org.paceline.probe.sweep;

import java.util.Arrays;

/** When each packet of a sweep was planned, written and seen, by its sequence number. Belongs to one thread. */
public final class SweepTimes {
    /** Stands for a packet that was not seen. */
    public static final long MISSING = Long.MIN_VALUE;

    private final long[] plannedNs;
    private final long[] writtenNs;
    private final long[] arrivedNs;

    public SweepTimes(int packets) {
        plannedNs = filled(packets);
        writtenNs = filled(packets);
        arrivedNs = filled(packets);
    }

    private static long[] filled(int packets) {
        long[] times = new long[packets];
        Arrays.fill(times, MISSING);
        return times;
    }

    /** Notes a departure, both times by the sender's clock. */
    public void sent(int sequence, long plannedNs, long writtenNs) {
        this.plannedNs[sequence] = plannedNs;
        this.writtenNs[sequence] = writtenNs;
    }

    /** Notes an arrival by the receiver's clock; the first counts, and a number out of range is ignored. */
    public void arrived(int sequence, long arrivedNs) {
        if (sequence >= 0 && sequence < this.arrivedNs.length && this.arrivedNs[sequence] == MISSING) {
            this.arrivedNs[sequence] = arrivedNs;
        }
    }

    public int packets() {
        return plannedNs.length;
    }

    public long plannedNs(int sequence) {
        return plannedNs[sequence];
    }

    public long writtenNs(int sequence) {
        return writtenNs[sequence];
    }

    public long arrivedNs(int sequence) {
        return arrivedNs[sequence];
    }

    /** Packets that were handed to the socket. */
    public int sent() {
        return (int) Arrays.stream(writtenNs).filter(time -> time != MISSING).count();
    }

    /** Packets that were sent and not seen. */
    public int lost() {
        int lost = 0;
        for (int sequence = 0; sequence < plannedNs.length; sequence++) {
            lost += writtenNs[sequence] != MISSING && arrivedNs[sequence] == MISSING ? 1 : 0;
        }
        return lost;
    }
}
