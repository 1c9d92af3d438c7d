package org.paceline.probe.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A virtio device and what host and guest agreed on (virtio 1.3, 5.1.3 and 6).
 *
 * @param name of the device, such as {@code virtio2}
 * @param type such as {@code net}; its number where it has no name here
 * @param features by name, of those that matter to packets, in the order of their bits
 */
public record VirtioDevice(String name, String type, List<String> features) {
    private static final String DEVICES = "sys/bus/virtio/devices";
    private static final int HEX = 16;
    private static final String NET = "net";

    private static final Map<Integer, String> TYPES =
            Map.of(1, NET, 2, "block", 3, "console", 4, "entropy", 5, "balloon", 8, "scsi", 0x13, "vsock", 0x1a, "fs");

    /** Bits of a network device that decide what happens to packets. */
    private static final Map<Integer, String> NET_FEATURES = new TreeMap<>(Map.ofEntries(
            Map.entry(0, "CSUM"),
            Map.entry(1, "GUEST_CSUM"),
            Map.entry(7, "GUEST_TSO4"),
            Map.entry(8, "GUEST_TSO6"),
            Map.entry(11, "HOST_TSO4"),
            Map.entry(12, "HOST_TSO6"),
            Map.entry(15, "MRG_RXBUF"),
            Map.entry(22, "MQ"),
            Map.entry(53, "NOTF_COAL"),
            Map.entry(54, "GUEST_USO4"),
            Map.entry(56, "HOST_USO")));

    /** Of any device: how notifications are held back, and the layout of its rings. */
    private static final Map<Integer, String> RING_FEATURES = new TreeMap<>(
            Map.of(28, "INDIRECT_DESC", 29, "EVENT_IDX", 32, "VERSION_1", 34, "RING_PACKED", 38, "NOTIFICATION_DATA"));

    public VirtioDevice {
        features = List.copyOf(features);
    }

    /** All of a host, in the order of their names. */
    static List<VirtioDevice> all(HostFiles files) {
        List<VirtioDevice> devices = new ArrayList<>();
        for (String name : files.names(DEVICES)) {
            String directory = DEVICES + "/" + name + "/";
            String type = type(files.text(directory + "device"));
            devices.add(new VirtioDevice(
                    Ballot.printable(name), type, features(files.text(directory + "features"), type.equals(NET))));
        }
        return devices;
    }

    private static String type(String number) {
        if (!number.matches("0x[0-9a-fA-F]{1,4}")) {
            return "unknown";
        }
        int type = Integer.parseInt(number.substring(2), HEX);
        return TYPES.getOrDefault(type, Integer.toString(type));
    }

    /** @param bits character i is 1 when feature i was agreed on */
    private static List<String> features(String bits, boolean net) {
        Map<Integer, String> names = new TreeMap<>(RING_FEATURES);
        if (net) {
            names.putAll(NET_FEATURES);
        }
        List<String> agreed = new ArrayList<>();
        names.forEach((bit, feature) -> {
            if (bit < bits.length() && bits.charAt(bit) == '1') {
                agreed.add(feature);
            }
        });
        return agreed;
    }
}
