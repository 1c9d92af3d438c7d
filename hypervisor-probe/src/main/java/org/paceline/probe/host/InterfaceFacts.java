package org.paceline.probe.host;

import java.util.LinkedHashMap;
import java.util.Map;

/** An interface at the beginning and at the end of a measurement. */
public record InterfaceFacts(InterfaceState before, InterfaceState after) {
    private static final String KICKS = "tx_kicks";
    private static final String PACKETS = "tx_packets";

    /** Counters that grew, by how much. */
    public Map<String, Long> growth() {
        return growth(before.counters(), after.counters());
    }

    /** Packets that left for each notification of the device (virtio); NaN when it counts none. */
    public double packetsPerKick() {
        Map<String, Long> growth = growth();
        long kicks = growth.getOrDefault(KICKS, 0L);
        return kicks <= 0 ? Double.NaN : (double) growth.getOrDefault(PACKETS, 0L) / kicks;
    }

    static Map<String, Long> growth(Map<String, Long> earlier, Map<String, Long> later) {
        Map<String, Long> growth = new LinkedHashMap<>();
        later.forEach((counter, value) -> {
            long grown = value - earlier.getOrDefault(counter, 0L);
            if (grown != 0) {
                growth.put(counter, grown);
            }
        });
        return growth;
    }
}
