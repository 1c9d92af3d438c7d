package org.paceline.probe.path;

import org.paceline.probe.analysis.Arrivals;
import org.paceline.probe.capture.PacketLog;

/** The packets of the load at one point: a view of its log. */
final class LoadArrivals implements Arrivals {
    private final PacketLog log;
    private final IntList packets = new IntList();

    LoadArrivals(PacketLog log, FlowChoice choice) {
        this.log = log;
        for (int packet = 0; packet < log.packets(); packet++) {
            if (choice.carries(log, packet)) {
                packets.add(packet);
            }
        }
    }

    int packet(int index) {
        return packets.get(index);
    }

    @Override
    public int frames() {
        return packets.size();
    }

    @Override
    public long timeNs(int index) {
        return log.timeNs(packets.get(index));
    }

    @Override
    public int frameBytes(int index) {
        return log.frameBytes(packets.get(index));
    }
}
