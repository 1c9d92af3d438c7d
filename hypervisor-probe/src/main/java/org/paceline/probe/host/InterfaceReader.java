package org.paceline.probe.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.nic.DeviceException;
import org.paceline.nic.linux.InterfaceInquiry;
import org.paceline.nic.linux.LinkSettings;
import org.paceline.nic.linux.Offload;
import org.paceline.nic.linux.QueueDiscipline;
import org.paceline.nic.linux.QueueDisciplines;

/**
 * Reads interfaces: of the live host through the kernel's calls, in the network namespace of the calling thread, else
 * from files alone. /sys/class/net is second to both, since it shows the namespace that it was mounted in.
 */
final class InterfaceReader {
    private static final String CLASS_NET = "sys/class/net/";
    private static final String[] TRAFFIC = {"proc/thread-self/net/dev", "proc/net/dev"};
    private static final String LOOPBACK = "lo";

    /** A host with more interfaces than that is a router or runs containers; name them, then. */
    private static final int MOST_INTERFACES = 16;

    /** /proc/net/dev: 8 columns of what arrived, then those of what left. */
    private static final String[] COLUMNS = {
        "rx_bytes",
        "rx_packets",
        "rx_errors",
        "rx_dropped",
        "",
        "",
        "",
        "",
        "tx_bytes",
        "tx_packets",
        "tx_errors",
        "tx_dropped"
    };

    /** Drivers count by queue: tx0_kicks, rx_queue_0_packets, tx-1.bytes. */
    private static final Pattern QUEUE_COUNTER = Pattern.compile("([rt]x)[-_]?(?:queue_)?\\d+[_.](.+)");

    private static final String NUMBER = "-?\\d{1,18}";

    private final HostFiles files;

    InterfaceReader(HostFiles files) {
        this.files = files;
    }

    /** Those that are up, without the loopback one unless it is alone; at most 16. */
    List<String> active() {
        List<String> active = new ArrayList<>();
        Map<String, Map<String, Long>> all = traffic();
        for (String name : all.keySet()) {
            if (!name.equals(LOOPBACK) && isUp(name) && active.size() < MOST_INTERFACES) {
                active.add(name);
            }
        }
        return active.isEmpty() && all.containsKey(LOOPBACK) ? List.of(LOOPBACK) : active;
    }

    boolean exists(String name) {
        return traffic().containsKey(name);
    }

    private boolean isUp(String name) {
        if (files.isLive()) {
            try {
                return LinkSettings.of(name).isUp();
            } catch (DeviceException gone) {
                return false;
            }
        }
        String flags = files.text(CLASS_NET + name + "/flags");
        return flags.matches("0x[0-9a-fA-F]{1,8}") && (Long.parseLong(flags.substring(2), 16) & 1) != 0;
    }

    InterfaceState read(String name) {
        return files.isLive() ? live(name) : fromFiles(name);
    }

    private InterfaceState live(String name) {
        InterfaceInquiry inquiry = InterfaceInquiry.of(name);
        return new InterfaceState(
                name,
                inquiry.driver(),
                inquiry.queueFrames(),
                mtuBytes(name),
                offloads(inquiry),
                inquiry.coalescing(),
                inquiry.rings(),
                disciplines(name),
                counters(name));
    }

    private InterfaceState fromFiles(String name) {
        String directory = CLASS_NET + name + "/";
        return new InterfaceState(
                name,
                files.target(directory + "device/driver", true),
                number(files.text(directory + "tx_queue_len")),
                number(files.text(directory + "mtu")),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                counters(name));
    }

    /** Traffic as the kernel counts it, then the driver's own counters. */
    Map<String, Long> counters(String name) {
        Map<String, Long> counters = new LinkedHashMap<>(traffic().getOrDefault(name, Map.of()));
        if (files.isLive()) {
            summed(InterfaceInquiry.of(name).statistics()).forEach(counters::putIfAbsent);
        }
        return counters;
    }

    /** Counters of queues are added up under the name without the queue's number. */
    static Map<String, Long> summed(Map<String, Long> statistics) {
        Map<String, Long> sums = new TreeMap<>();
        statistics.forEach((counter, value) -> {
            Matcher queue = QUEUE_COUNTER.matcher(counter);
            sums.merge(queue.matches() ? queue.group(1) + "_" + queue.group(2) : counter, value, Long::sum);
        });
        return sums;
    }

    /** The counters of each interface, in the kernel's order. */
    private Map<String, Map<String, Long>> traffic() {
        String table = files.text(TRAFFIC[0]);
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        for (String line : (table.isEmpty() ? files.text(TRAFFIC[1]) : table).split("\n", -1)) {
            int colon = line.lastIndexOf(':');
            if (colon > 0) {
                all.put(line.substring(0, colon).strip(), row(line.substring(colon + 1)));
            }
        }
        return all;
    }

    private static Map<String, Long> row(String line) {
        Map<String, Long> counters = new LinkedHashMap<>();
        String[] values = line.strip().split("\\s+", -1);
        for (int column = 0; column < Math.min(COLUMNS.length, values.length); column++) {
            if (!COLUMNS[column].isEmpty() && values[column].matches(NUMBER)) {
                counters.put(COLUMNS[column], Long.parseLong(values[column]));
            }
        }
        return counters;
    }

    private static Map<String, Boolean> offloads(InterfaceInquiry inquiry) {
        Map<String, Boolean> named = new LinkedHashMap<>();
        Map<Offload, Boolean> told = inquiry.offloads();
        told.forEach((offload, on) -> named.put(
                switch (offload) {
                    case RX_CHECKSUM -> "rx";
                    case TX_CHECKSUM -> "tx";
                    case TCP_SEGMENTATION -> "tso";
                    case GENERIC_SEGMENTATION -> "gso";
                    case GENERIC_RECEIVE -> "gro";
                },
                on));
        if (!told.isEmpty()) {
            named.put("lro", inquiry.largeReceive());
        }
        return named;
    }

    private static List<QueueDiscipline> disciplines(String name) {
        try {
            return QueueDisciplines.of(name);
        } catch (DeviceException refused) {
            return List.of();
        }
    }

    private static int mtuBytes(String name) {
        try {
            return LinkSettings.of(name).mtuBytes();
        } catch (DeviceException gone) {
            return -1;
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
