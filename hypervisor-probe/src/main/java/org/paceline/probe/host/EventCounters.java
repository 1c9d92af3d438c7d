package org.paceline.probe.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Interrupts of devices that carry packets, summed over the CPUs, and what Xen counts of the events of its devices.
 * Under the names of /proc/interrupts and {@code xenbus/DEVICE/COUNTER}.
 */
final class EventCounters {
    private static final String INTERRUPTS = "proc/interrupts";
    private static final String[] XEN_BUSES = {"sys/bus/xen/devices", "sys/bus/xen-backend/devices"};
    private static final String[] XEN_COUNTERS = {"events", "jiffies_eoi_delayed", "spurious_events"};

    /** Wherever a counter of Xen's devices ends so, it tells of events that were acknowledged late on purpose. */
    static final String DELAYED = "/jiffies_eoi_delayed";

    private static final Pattern CARRIES_PACKETS = Pattern.compile(
            "(virtio\\d+-(?:input|output|rx|tx)|xen|vif|eth|en[opsx]\\d|mlx|ena|hv_|vmbus|gve|i40e|ixgbe|ice-|HYP).*");
    private static final String NUMBER = "\\d{1,18}";

    private EventCounters() {}

    static Map<String, Long> read(HostFiles files) {
        Map<String, Long> counters = new LinkedHashMap<>();
        files.text(INTERRUPTS).lines().skip(1).forEach(line -> interrupt(line, counters));
        for (String bus : XEN_BUSES) {
            for (String device : files.names(bus)) {
                for (String counter : XEN_COUNTERS) {
                    String value = files.text(bus + "/" + device + "/xenbus/" + counter);
                    if (value.matches(NUMBER)) {
                        counters.put("xenbus/" + device + "/" + counter, Long.parseLong(value));
                    }
                }
            }
        }
        return counters;
    }

    /** A number or short name, a count for each CPU, then chip, number and name of the action. */
    private static void interrupt(String line, Map<String, Long> counters) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length < 2 || !words[0].endsWith(":")) {
            return;
        }
        long sum = 0;
        int word = 1;
        while (word < words.length && words[word].matches(NUMBER)) {
            sum += Long.parseLong(words[word]);
            word++;
        }
        String label = words[0].substring(0, words[0].length() - 1);
        String name = label.matches("\\d+") ? words[words.length - 1] : label;
        if (word > 1 && CARRIES_PACKETS.matcher(name).matches()) {
            counters.merge(Ballot.printable(name), sum, Long::sum);
        }
    }
}
