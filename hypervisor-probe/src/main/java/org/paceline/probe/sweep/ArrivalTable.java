package org.paceline.probe.sweep;

import java.io.DataOutputStream;
import java.io.IOException;

/** When the packets of one run were seen first. Safe from any thread. */
final class ArrivalTable {
    private final int run;
    private final SweepTimes times;
    private int arrived;

    ArrivalTable(int run, int packets) {
        this.run = run;
        times = new SweepTimes(packets);
    }

    /** Notes a message if it is data of this run and within its table; others are none of ours. */
    synchronized void take(ProbeMessage message, long arrivedNs) {
        int sequence = message.sequence();
        if (message.isData() && message.run() == run && sequence >= 0 && sequence < times.packets()) {
            arrived += times.arrivedNs(sequence) == SweepTimes.MISSING ? 1 : 0;
            times.arrived(sequence, arrivedNs);
        }
    }

    synchronized int arrived() {
        return arrived;
    }

    synchronized void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(arrived);
        for (int sequence = 0; sequence < times.packets(); sequence++) {
            if (times.arrivedNs(sequence) != SweepTimes.MISSING) {
                out.writeInt(sequence);
                out.writeLong(times.arrivedNs(sequence));
            }
        }
    }
}
