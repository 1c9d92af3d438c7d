package org.paceline.cli.doctor;

import java.util.List;

/** The two ways by which frames enter and leave: a TAP interface and a packet socket. */
final class DeviceCheck {
    private static final String TUN = "dev/net/tun";

    private DeviceCheck() {}

    static List<Finding> findings(HostFiles files) {
        return List.of(tap(files.exists(TUN), files.writable(TUN)), packetSocket(files.text("proc/net/protocols")));
    }

    static Finding tap(boolean exists, boolean writable) {
        if (!exists) {
            return Finding.missing("tap", "no /dev/net/tun", "modprobe tun, and hand the device to the container");
        }
        return writable
                ? Finding.ok("tap", "/dev/net/tun opens")
                : Finding.missing("tap", "/dev/net/tun is not ours to open", "run as root, or: chmod 666 /dev/net/tun");
    }

    /** @param protocols the text of /proc/net/protocols, where the kernel lists its socket families */
    static Finding packetSocket(String protocols) {
        return protocols.lines().anyMatch(line -> line.startsWith("PACKET "))
                ? Finding.ok("packet socket", "AF_PACKET is there").forDemo()
                : Finding.missing("packet socket", "no AF_PACKET", "modprobe af_packet")
                        .forDemo();
    }
}
