package org.paceline.nic.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a driver calls its counters and flags: {@code struct ethtool_gstrings} (include/uapi/linux/ethtool.h). */
final class DriverNames {
    /** {@code ETH_SS_STATS}. */
    static final int STATISTICS = 1;

    /** {@code ETH_SS_PRIV_FLAGS}. */
    static final int PRIVATE_FLAGS = 2;

    /**
     * Linux 6.18 answers only who asks for the exact number, older ones ask the driver anew how many there are: room
     * for those that come between two calls.
     */
    static final int SPARE = 256;

    private static final int ETHTOOL_GSTRINGS = 0x1b;
    private static final int SET_OFFSET = 4;
    private static final int COUNT_OFFSET = 8;
    private static final int NAMES_OFFSET = 12;
    private static final int NAME_BYTES = 32;

    private DriverNames() {}

    /**
     * The names of a set, in the driver's order.
     *
     * @param count how many the driver said there are
     * @throws org.paceline.nic.DeviceException when the driver does not tell
     */
    static List<String> of(String interfaceName, int set, int count) {
        NativeMemory told = new NativeMemory(NAMES_OFFSET + (count + SPARE) * NAME_BYTES);
        told.bytes().putInt(0, ETHTOOL_GSTRINGS).putInt(SET_OFFSET, set).putInt(COUNT_OFFSET, count);
        new InterfaceRequest(interfaceName).ethtool(told, "SIOCETHTOOL, get names");
        List<String> names = new ArrayList<>();
        byte[] name = new byte[NAME_BYTES];
        for (int index = 0; index < Math.min(count + SPARE, told.bytes().getInt(COUNT_OFFSET)); index++) {
            told.bytes().get(NAMES_OFFSET + index * NAME_BYTES, name);
            names.add(new String(name, StandardCharsets.US_ASCII).split("\0", 2)[0].strip());
        }
        return names;
    }
}
