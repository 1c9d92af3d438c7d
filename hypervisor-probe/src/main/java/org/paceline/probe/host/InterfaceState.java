package org.paceline.probe.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.nic.linux.QueueDiscipline;

/**
 * An interface at one moment. What its driver does not tell is empty.
 *
 * @param driver such as {@code virtio_net}
 * @param queueFrames txqueuelen; -1 when it is not known
 * @param mtuBytes -1 when it is not known
 * @param offloads on or off, under the names of ethtool -k
 * @param coalescing interrupt moderation: times in microseconds, frames as numbers
 * @param rings descriptors
 * @param queues its queueing disciplines, the root first
 * @param counters of kernel and driver since they were made; those of several queues are summed
 */
public record InterfaceState(
        String name,
        String driver,
        int queueFrames,
        int mtuBytes,
        Map<String, Boolean> offloads,
        Map<String, Long> coalescing,
        Map<String, Long> rings,
        List<QueueDiscipline> queues,
        Map<String, Long> counters) {
    public InterfaceState {
        offloads = Collections.unmodifiableMap(new LinkedHashMap<>(offloads));
        coalescing = Collections.unmodifiableMap(new LinkedHashMap<>(coalescing));
        rings = Collections.unmodifiableMap(new LinkedHashMap<>(rings));
        queues = List.copyOf(queues);
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /** Whether one of some offloads is on; of those that are told. */
    boolean anyOn(String... names) {
        for (String offload : names) {
            if (offloads.getOrDefault(offload, false)) {
                return true;
            }
        }
        return false;
    }
}
