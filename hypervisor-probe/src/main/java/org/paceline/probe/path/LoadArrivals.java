package org.paceline.probe.path;

import org.jspecify.annotations.Nullable;
import org.paceline.probe.analysis.Arrivals;
import org.paceline.probe.capture.PacketLog;

/** The packets of the load at one point: a view of its log, which takes no memory where all packets are load. */
final class LoadArrivals implements Arrivals {
    private final PacketLog log;

    /** Null where all packets of the log are load. */
    private final @Nullable IntList packets;

    LoadArrivals(PacketLog log, FlowChoice choice) {
        this.log = log;
        int packet = 0;
        while (packet < log.packets() && choice.carries(log, packet)) {
            packet++;
        }
        packets = packet == log.packets() ? null : chosen(log, choice);
    }

    private static IntList chosen(PacketLog log, FlowChoice choice) {
        IntList chosen = new IntList();
        for (int packet = 0; packet < log.packets(); packet++) {
            if (choice.carries(log, packet)) {
                chosen.add(packet);
            }
        }
        return chosen;
    }

    int packet(int index) {
        return packets == null ? index : packets.get(index);
    }

    @Override
    public int frames() {
        return packets == null ? log.packets() : packets.size();
    }

    @Override
    public long timeNs(int index) {
        return log.timeNs(packet(index));
    }

    @Override
    public int frameBytes(int index) {
        return log.frameBytes(packet(index));
    }
}
