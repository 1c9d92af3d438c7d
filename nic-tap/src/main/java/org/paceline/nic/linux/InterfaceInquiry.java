package org.paceline.nic.linux;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.nic.DeviceException;

/**
 * What an interface and its driver tell of themselves; changes nothing.
 *
 * <p>The name is looked up in the network namespace that the calling thread is in at each call. What a driver does not
 * offer is empty; a missing interface is so too. Structures from linux/ethtool.h.
 */
public final class InterfaceInquiry {
    private static final int SIOCGIFTXQLEN = 0x8942;

    private static final int ETHTOOL_GDRVINFO = 0x03;
    private static final int ETHTOOL_GCOALESCE = 0x0e;
    private static final int ETHTOOL_GRINGPARAM = 0x10;
    private static final int ETHTOOL_GSTATS = 0x1d;
    private static final int ETHTOOL_GFLAGS = 0x25;

    private static final int ETH_FLAG_LRO = 1 << 15;

    /** {@code struct ethtool_drvinfo}, and its number of statistics. */
    private static final int DRIVER_INFO_BYTES = 196;

    private static final int STATISTICS_OFFSET = 180;

    /** {@code struct ethtool_stats} has so much before its values. */
    private static final int VALUES_OFFSET = 8;

    /** More than any driver has; a number beyond is not believed. */
    private static final int MOST_STATISTICS = 1 << 16;

    /** {@code struct ethtool_coalesce}: behind the command, in this order; those that are empty are not of interest. */
    private static final String[] COALESCING = {
        "rx_usecs",
        "rx_frames",
        "rx_usecs_irq",
        "rx_frames_irq",
        "tx_usecs",
        "tx_frames",
        "tx_usecs_irq",
        "tx_frames_irq",
        "",
        "adaptive_rx",
        "adaptive_tx"
    };

    private static final int COALESCING_BYTES = 92;

    /** {@code struct ethtool_ringparam}: the four largest sizes, then those that are set. */
    private static final String[] RINGS = {
        "rx_max", "", "", "tx_max", "rx", "", "", "tx",
    };

    private static final int RINGS_BYTES = 36;

    private final String name;

    private InterfaceInquiry(String name) {
        this.name = name;
    }

    public static InterfaceInquiry of(String interfaceName) {
        return new InterfaceInquiry(InterfaceRequest.checked(interfaceName));
    }

    /** The driver's name, such as {@code virtio_net}; empty when there is none that tells. */
    public String driver() {
        try {
            return LinkSettings.of(name).driver();
        } catch (DeviceException silent) {
            return "";
        }
    }

    /** Frames that the interface's queue holds by default (txqueuelen); -1 when it is not told. */
    public int queueFrames() {
        InterfaceRequest request = new InterfaceRequest(name);
        try {
            request.ask(SIOCGIFTXQLEN, "SIOCGIFTXQLEN");
            return request.number();
        } catch (DeviceException silent) {
            return -1;
        }
    }

    /** Which offloads are on, of those that the driver tells about. */
    public Map<Offload, Boolean> offloads() {
        Map<Offload, Boolean> offloads = new EnumMap<>(Offload.class);
        LinkSettings settings = LinkSettings.of(name);
        for (Offload offload : Offload.values()) {
            try {
                offloads.put(offload, settings.offloaded(offload));
            } catch (DeviceException silent) {
                // one that this driver does not know
            }
        }
        return offloads;
    }

    /** Whether the card merges what arrives (LRO), which frames cannot be forwarded with. */
    public boolean largeReceive() {
        NativeMemory value = new NativeMemory(2 * Integer.BYTES);
        return asked(ETHTOOL_GFLAGS, value, "flags") && (value.bytes().getInt(Integer.BYTES) & ETH_FLAG_LRO) != 0;
    }

    /** Interrupt moderation: times in microseconds, frames as numbers, adaptive as 0 or 1. */
    public Map<String, Long> coalescing() {
        return numbers(ETHTOOL_GCOALESCE, COALESCING_BYTES, COALESCING, "coalescing");
    }

    /** Descriptors of the rings, {@code rx} and {@code tx}, and the most that can be set. */
    public Map<String, Long> rings() {
        return numbers(ETHTOOL_GRINGPARAM, RINGS_BYTES, RINGS, "ring sizes");
    }

    /** The driver's own counters, in its order. */
    public Map<String, Long> statistics() {
        Map<String, Long> counters = new LinkedHashMap<>();
        NativeMemory info = new NativeMemory(DRIVER_INFO_BYTES);
        int count = asked(ETHTOOL_GDRVINFO, info, "driver") ? info.bytes().getInt(STATISTICS_OFFSET) : 0;
        if (count <= 0 || count > MOST_STATISTICS) {
            return counters;
        }
        int room = count + DriverNames.SPARE;
        NativeMemory values = new NativeMemory(VALUES_OFFSET + room * Long.BYTES);
        values.bytes().putInt(Integer.BYTES, count);
        List<String> names = counterNames(count);
        if (names.isEmpty() || !asked(ETHTOOL_GSTATS, values, "counters")) {
            return counters;
        }
        int told = Math.min(names.size(), values.bytes().getInt(Integer.BYTES));
        for (int index = 0; index < told; index++) {
            counters.put(names.get(index), values.bytes().getLong(VALUES_OFFSET + index * Long.BYTES));
        }
        return counters;
    }

    private List<String> counterNames(int count) {
        try {
            return DriverNames.of(name, DriverNames.STATISTICS, count);
        } catch (DeviceException silent) {
            return List.of();
        }
    }

    private Map<String, Long> numbers(int command, int sizeBytes, String[] fields, String what) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        NativeMemory value = new NativeMemory(sizeBytes);
        if (!asked(command, value, what)) {
            return numbers;
        }
        for (int field = 0; field < fields.length; field++) {
            if (!fields[field].isEmpty()) {
                numbers.put(fields[field], value.bytes().getInt((1 + field) * Integer.BYTES) & 0xffff_ffffL);
            }
        }
        return numbers;
    }

    /** Whether the driver answered. */
    private boolean asked(int command, NativeMemory value, String what) {
        value.bytes().putInt(0, command);
        try {
            new InterfaceRequest(name).ethtool(value, "SIOCETHTOOL, get " + what);
            return true;
        } catch (DeviceException silent) {
            return false;
        }
    }
}
