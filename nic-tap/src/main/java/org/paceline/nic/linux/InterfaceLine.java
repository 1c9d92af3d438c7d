package org.paceline.nic.linux;

import java.util.Set;
import org.paceline.nic.DeviceException;
import org.paceline.nic.LineFacts;

/** What an interface's driver says about the line behind it, asked through ethtool. */
final class InterfaceLine {
    /** They show a speed, but nothing in them drains at it. */
    private static final Set<String> VIRTUAL_DRIVERS = Set.of(
            "veth",
            "tun",
            "bridge",
            "bonding",
            "team",
            "dummy",
            "virtio_net",
            "vmxnet3",
            "macvlan",
            "802.1Q VLAN Support");

    private InterfaceLine() {}

    static LineFacts of(LinkSettings link, String interfaceName) {
        String driver;
        long bitsPerSecond;
        try {
            driver = link.driver();
            bitsPerSecond = link.speedBitsPerSecond();
        } catch (DeviceException silent) {
            return unknown(interfaceName + " does not say how fast it is");
        }
        if (VIRTUAL_DRIVERS.contains(driver)) {
            return unknown(interfaceName + " is virtual (" + driver + ") and has no rate of its own");
        }
        return bitsPerSecond == 0
                ? unknown(interfaceName + " (" + driver + ") does not say how fast it is")
                : new LineFacts(true, bitsPerSecond, "");
    }

    private static LineFacts unknown(String why) {
        return new LineFacts(true, 0, why + "; give the rate of the path behind it with --link-rate");
    }
}
