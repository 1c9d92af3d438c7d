package org.paceline.probe.sweep;

import java.io.DataOutputStream;
import java.io.IOException;

/** When the packets of one run were seen first. Safe from any thread. */
final class ArrivalTable {
    private final int run;
    private final int recordBytes;
    private final SweepTimes times;
    private int arrived;

    /** @param recordBytes of each packet in a TCP stream; 0 over UDP */
    ArrivalTable(int run, int packets, int recordBytes) {
        this.run = run;
        this.recordBytes = recordBytes;
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

    /** From one record to the next where a frame holds several, as a receiver that merges segments makes them; or 0. */
    int recordBytes() {
        return recordBytes;
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
