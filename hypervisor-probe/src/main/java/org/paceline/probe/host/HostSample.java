package org.paceline.probe.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened on a host in one stretch of time.
 *
 * @param atNs its end, in nanoseconds since 1970
 * @param lengthNs how long it was
 * @param stealMs stolen from all CPUs together, in ticks of 10 ms
 * @param stealShare of the time of all CPUs, 0 to 1; NaN when no tick passed
 * @param longestStallNs the longest lateness of a thread that only slept
 * @param counters that grew, by how much: {@code INTERFACE/COUNTER}, names of interrupts, {@code xenbus/DEVICE/COUNTER}
 */
public record HostSample(
        long atNs, long lengthNs, long stealMs, double stealShare, long longestStallNs, Map<String, Long> counters) {
    public HostSample {
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
}
