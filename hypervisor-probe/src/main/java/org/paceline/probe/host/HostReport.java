package org.paceline.probe.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A host while something was measured.
 *
 * @param beganNs in nanoseconds since 1970
 * @param durationNs how long it was watched
 * @param intervalNs planned length of a sample; 0 when none was taken, and no stall was looked for
 * @param stealMs stolen from all CPUs together
 * @param stealShare of the time of all CPUs, 0 to 1; NaN when no tick passed
 * @param interfaces at the beginning and at the end
 * @param events counters of interrupts and of Xen's devices that grew, by how much
 * @param samples in the order of time
 * @param samplesLeftOut that had no room any more
 */
public record HostReport(
        HostIdentity identity,
        HostFacts facts,
        long beganNs,
        long durationNs,
        long intervalNs,
        long stealMs,
        double stealShare,
        StallReport stalls,
        List<InterfaceFacts> interfaces,
        Map<String, Long> events,
        List<HostSample> samples,
        long samplesLeftOut) {
    public HostReport {
        interfaces = List.copyOf(interfaces);
        events = Collections.unmodifiableMap(new LinkedHashMap<>(events));
        samples = List.copyOf(samples);
    }

    /** Packets that left for each notification, of all interfaces that count them; NaN when none does. */
    public double packetsPerKick() {
        long packets = 0;
        long kicks = 0;
        for (InterfaceFacts facts : interfaces) {
            long own = facts.growth().getOrDefault("tx_kicks", 0L);
            if (own > 0) {
                kicks += own;
                packets += facts.growth().getOrDefault("tx_packets", 0L);
            }
        }
        return kicks == 0 ? Double.NaN : (double) packets / kicks;
    }

    /** Whether an interface cuts segments that TCP did not (TSO, GSO); false also when none tells. */
    public boolean segmentationOffload() {
        return interfaces.stream().anyMatch(facts -> facts.after().anyOn("tso", "gso"));
    }

    /** Whether an interface merges what arrives (GRO, LRO); false also when none tells. */
    public boolean receiveOffload() {
        return interfaces.stream().anyMatch(facts -> facts.after().anyOn("gro", "lro"));
    }

    /** Whether every interface told of its offloads, so that false means off. */
    public boolean offloadsTold() {
        return !interfaces.isEmpty()
                && interfaces.stream()
                        .noneMatch(facts -> facts.after().offloads().isEmpty());
    }

    /** Jiffies by which Xen's devices delayed the acknowledgment of events; NaN when none counts them. */
    public double delayedEoiJiffies() {
        if (identity.xenRole().isEmpty()) {
            return Double.NaN;
        }
        return events.entrySet().stream()
                .filter(event -> event.getKey().endsWith(EventCounters.DELAYED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
