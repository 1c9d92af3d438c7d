package org.paceline.nic.linux;

import java.util.List;
import java.util.Locale;
import org.paceline.nic.DeviceException;

/**
 * What a driver offers about the gap between frames. ethtool has no setting of its own for it; a driver may have flags
 * that bear its name.
 */
final class HardwareGapFlags {
    private static final List<String> WORDS = List.of("ipg", "ifg", "gap", "pacing");

    private HardwareGapFlags() {}

    /** Why the register cannot be used, as the end of a sentence. */
    static String of(String interfaceName) {
        LinkSettings link = LinkSettings.of(interfaceName);
        try {
            String driver = link.driver();
            List<String> flags = link.privateFlags();
            List<String> about =
                    flags.stream().filter(HardwareGapFlags::aboutGaps).toList();
            String offers = about.isEmpty()
                    ? "has " + flags.size() + " private flags in ethtool and none about gaps"
                    : "has the flags " + about + " in ethtool, which can be switched and hold no number of bytes";
            return "the driver " + driver + " of " + interfaceName + " " + offers
                    + "; ethtool has no setting for the register itself";
        } catch (DeviceException silent) {
            return interfaceName + " does not answer ethtool";
        }
    }

    private static boolean aboutGaps(String flag) {
        String lower = flag.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }
}
